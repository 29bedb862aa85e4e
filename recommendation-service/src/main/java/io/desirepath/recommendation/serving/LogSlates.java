package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.experiment.Experiments;
import io.desirepath.recommendation.feedback.ExposureLog;
import io.desirepath.recommendation.feedback.domain.Slate.InExperiment;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Hands answered lists to the exposure log, with the experiment because of which they are as they are. */
@ApplicationScoped
class LogSlates implements ServedSlates {

    private final ExposureLog exposures;
    private final Experiments experiments;

    LogSlates(ExposureLog exposures, Experiments experiments) {
        this.exposures = exposures;
        this.experiments = experiments;
    }

    /** Who was to see it is left out: what a person saw is not needed to learn what an account does. */
    @Override
    public void served(Slate slate) {
        exposures.add(new io.desirepath.recommendation.feedback.domain.Slate(
                slate.recommendationId(),
                slate.account(),
                slate.placement(),
                slate.at(),
                slate.stage(),
                slate.strategyVersion(),
                slate.modelVersion(),
                slate.holdout(),
                experiment(slate),
                slate.items().stream().map(LogSlates::shown).toList()));
    }

    private @Nullable InExperiment experiment(Slate slate) {
        return experiments
                .behind(slate.account(), slate.placement(), slate.strategyVersion(), slate.holdout())
                .map(decision -> new InExperiment(
                        decision.experimentId(), decision.variant().name()))
                .orElse(null);
    }

    private static io.desirepath.recommendation.feedback.domain.Slate.Shown shown(Slate.Shown shown) {
        return new io.desirepath.recommendation.feedback.domain.Slate.Shown(
                shown.kind().name(),
                shown.productId(),
                shown.contentId(),
                shown.score(),
                shown.origin().name(),
                shown.propensity());
    }
}
