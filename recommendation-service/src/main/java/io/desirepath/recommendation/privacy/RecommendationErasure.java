package io.desirepath.recommendation.privacy;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ErasureDone;
import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.Feeds;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.training.RebuildModel;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.privacy.DeadLetterRedaction;
import io.desirepath.service.privacy.DeletedRows;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureTask;
import io.desirepath.service.privacy.SubjectErasure;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How this service forgets an account. Of contacts it knows nothing but what may wait among the dead letters. */
@Singleton
class RecommendationErasure implements SubjectErasure {

    private static final String SERVICE = "recommendation";
    private static final String REPORTED_AS = "recommendation-service";
    private static final String CONTEXTS = "redis:dp:rec:ctx";

    private final AccountContexts contexts;
    private final RebuildModel model;
    private final ChangeFeed done;

    RecommendationErasure(
            AccountContexts contexts, RebuildModel model, @Identifier(Feeds.ERASURES_DONE) ChangeFeed done) {
        this.contexts = contexts;
        this.model = model;
        this.done = done;
    }

    @Override
    public List<ErasureStep> steps(ErasureTask task) {
        return task.ofContact() ? ofContact(task) : ofAccount(task);
    }

    private static List<ErasureStep> ofContact(ErasureTask task) {
        return List.of(
                ErasureStep.nothingIn(SERVICE + ".purchase"),
                ErasureStep.nothingIn(SERVICE + ".product_view"),
                ErasureStep.nothingIn(SERVICE + ".account_context"),
                DeadLetterRedaction.step(task, SERVICE));
    }

    private List<ErasureStep> ofAccount(ErasureTask task) {
        var account = new AccountId(task.subjectId());
        // A request that had read the account before it went may still put it into the cache: so once more at the end.
        var forget = new ErasureStep.Whole(CONTEXTS, Action.DELETED, () -> contexts.forget(account));
        return List.of(
                new ErasureStep.Chunked(SERVICE + ".purchase", Action.DELETED, new AccountPurchases(task)),
                DeletedRows.step(task, SERVICE, "product_view", "account_id = ?"),
                DeletedRows.step(task, SERVICE, "account_context", "account_id = ?"),
                forget,
                new ErasureStep.Whole(SERVICE + ".model", Action.REBUILT, model::rebuild),
                new ErasureStep.Whole("file:desire-path-training", Action.DELETED, model::deleteLeftFiles),
                DeadLetterRedaction.step(task, SERVICE),
                forget);
    }

    @Override
    public void finish(Connection tx, ErasureTask task, List<StoreReport> stores) throws SQLException {
        done.append(
                tx,
                List.of(new FeedRecord(
                        Feeds.ERASURE_DONE, task.erasureId(), new ErasureDone(task.erasureId(), REPORTED_AS, stores))));
    }
}
