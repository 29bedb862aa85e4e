package io.desirepath.recommendation.feedback;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.feedback.domain.Slate;
import io.desirepath.recommendation.feedback.domain.Slate.InExperiment;
import io.desirepath.recommendation.feedback.domain.Slate.Shown;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;

/** A list that was answered, as a row of {@code exposure}: but for its id, written once for as often as it is answered. */
public final class Exposure {

    static final String COLUMNS =
            "recommendation_id, account_id, placement, at, stage, strategy_version, model_version,"
                    + " holdout, experiment_id, variant, kinds, products, contents, scores, origins, propensities";

    private static final int COLUMN_COUNT = 16;

    private final UUID id;
    private final AccountId account;
    private final Instant at;
    private final byte[] afterId;

    private Exposure(UUID id, AccountId account, Instant at, byte[] afterId) {
        this.id = id;
        this.account = account;
        this.at = at;
        this.afterId = afterId;
    }

    public static Exposure of(Slate slate) {
        return new Exposure(slate.recommendationId(), slate.account(), slate.at(), afterId(slate));
    }

    /** The same list in another answer. */
    public Exposure named(UUID another) {
        return new Exposure(another, account, at, afterId);
    }

    /** Bytes, about. */
    public int size() {
        return afterId.length;
    }

    UUID id() {
        return id;
    }

    AccountId account() {
        return account;
    }

    Instant at() {
        return at;
    }

    void appendTo(Buffer copy) {
        CopyRow.begin(copy, COLUMN_COUNT);
        CopyRow.uuid(copy, id);
        copy.appendBytes(afterId);
    }

    private static byte[] afterId(Slate slate) {
        InExperiment experiment = slate.experiment();
        return new CopyRow()
                .text(slate.account().value())
                .text(slate.placement())
                .time(slate.at())
                .text(slate.stage() == null ? null : slate.stage().name())
                .text(slate.strategyVersion())
                .text(slate.modelVersion())
                .truth(slate.holdout())
                .text(experiment == null ? null : experiment.experimentId())
                .text(experiment == null ? null : experiment.variant())
                .texts(slate.items(), Shown::kind)
                .texts(slate.items(), Shown::productId)
                .texts(slate.items(), Shown::contentId)
                .reals(slate.items(), Shown::score)
                .texts(slate.items(), Shown::origin)
                .reals(slate.items(), Shown::propensity)
                .bytes();
    }
}
