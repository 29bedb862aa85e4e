package io.desirepath.recommendation.privacy;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ErasureDone;
import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.Feeds;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.accountcontext.Subsidiaries;
import io.desirepath.recommendation.catalog.contract.PriceListContents;
import io.desirepath.recommendation.copurchase.CountOrders;
import io.desirepath.recommendation.training.RebuildModel;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.privacy.DeadLetterRedaction;
import io.desirepath.service.privacy.DeletedRows;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureTask;
import io.desirepath.service.privacy.FeedRedaction;
import io.desirepath.service.privacy.SubjectErasure;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How this service forgets. Of a contact it knows the role, the persona and the accounts, and what waits among the dead letters. */
@Singleton
class RecommendationErasure implements SubjectErasure {

    private static final String SERVICE = "recommendation";
    private static final String REPORTED_AS = "recommendation-service";
    private static final String CONTEXTS = "redis:dp:rec:ctx";

    private final AccountContexts contexts;
    private final RebuildModel model;
    private final CountOrders counts;
    private final ChangeFeed done;
    private final Subsidiaries subsidiaries;
    private final PriceListContents prices;

    RecommendationErasure(
            AccountContexts contexts,
            RebuildModel model,
            CountOrders counts,
            Subsidiaries subsidiaries,
            PriceListContents prices,
            @Identifier(Feeds.ERASURES_DONE) ChangeFeed done) {
        this.contexts = contexts;
        this.model = model;
        this.counts = counts;
        this.subsidiaries = subsidiaries;
        this.prices = prices;
        this.done = done;
    }

    @Override
    public List<ErasureStep> steps(ErasureTask task) {
        return task.ofContact() ? ofContact(task) : ofAccount(task);
    }

    private List<ErasureStep> ofContact(ErasureTask task) {
        var contact = new ContactId(task.subjectId());
        // Their contexts name the person, and nobody knows which they are once the rows have gone.
        Set<AccountId> accounts = new HashSet<>();
        return List.of(
                new ErasureStep.Whole(CONTEXTS, Action.DELETED, () -> {
                    accounts.addAll(contexts.accountsOf(contact));
                    return 0;
                }),
                ErasureStep.nothingIn(SERVICE + ".purchase"),
                ErasureStep.nothingIn(SERVICE + ".product_view"),
                ErasureStep.nothingIn(SERVICE + ".account_context"),
                DeletedRows.step(task, SERVICE, "contact_account", "contact_id = ?"),
                DeletedRows.step(task, SERVICE, "contact_profile", "contact_id = ?"),
                new ErasureStep.Whole(
                        CONTEXTS,
                        Action.DELETED,
                        () -> accounts.stream().mapToLong(contexts::forget).sum()),
                ErasureStep.nothingIn(SERVICE + ".catalog"),
                ErasureStep.nothingIn(SERVICE + ".price_list"),
                ErasureStep.nothingIn(SERVICE + ".exposure"),
                ErasureStep.nothingIn(SERVICE + ".interaction"),
                ErasureStep.nothingIn(SERVICE + ".recommended_line"),
                DeadLetterRedaction.step(task, SERVICE));
    }

    private List<ErasureStep> ofAccount(ErasureTask task) {
        var account = new AccountId(task.subjectId());
        // A request that had read the account before it went may still put it into the cache: so once more at the end.
        var forget = new ErasureStep.Whole(CONTEXTS, Action.DELETED, () -> contexts.forget(account));
        var terms = new AccountTerms(task, subsidiaries, contexts);
        return List.of(
                new ErasureStep.Chunked(SERVICE + ".catalog", Action.REDACTED, terms.catalogs()),
                new ErasureStep.Chunked(SERVICE + ".price_list", Action.REDACTED, terms.priceLists()),
                new ErasureStep.Whole(SERVICE + ".price_list_entry", Action.DELETED, prices::purge),
                new ErasureStep.Chunked(SERVICE + ".account_context.parent", Action.REDACTED, terms::orphan),
                new ErasureStep.Whole(CONTEXTS, Action.DELETED, terms::forgetInherited),
                new ErasureStep.Chunked(SERVICE + ".purchase", Action.DELETED, new AccountPurchases(task)),
                DeletedRows.step(task, SERVICE, "product_view", "account_id = ?"),
                DeletedRows.step(task, SERVICE, "account_context", "account_id = ?"),
                DeletedRows.step(task, SERVICE, "contact_account", "account_id = ?"),
                DeletedRows.step(task, SERVICE, "reorder_state", "account_id = ?"),
                FeedRedaction.step(task, SERVICE, Feeds.REORDERS),
                DeletedRows.step(task, SERVICE, "interaction", "account_id = ?"),
                DeletedRows.step(task, SERVICE, "recommended_line", "account_id = ?"),
                DeletedRows.step(task, SERVICE, "exposure", "account_id = ?"),
                forget,
                new ErasureStep.Whole(SERVICE + ".model", Action.REBUILT, model::rebuild),
                // After that: a training that had read the purchases before they went may have counted them.
                new ErasureStep.Whole(
                        SERVICE + ".counted_account", Action.DELETED, () -> counts.forget(task.subjectId())),
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
