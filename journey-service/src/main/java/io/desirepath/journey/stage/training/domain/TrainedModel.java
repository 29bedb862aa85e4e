package io.desirepath.journey.stage.training.domain;

import io.desirepath.journey.stage.domain.StageModel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What training made.
 *
 * @param model the parameters, for the filter
 * @param calibration what corrects the filter's belief, null where there were too few labels
 * @param metrics how it went
 */
public record TrainedModel(StageModel model, @Nullable Calibration calibration, Metrics metrics) {

    /**
     * @param accounts how many histories
     * @param evidence their weighed observations
     * @param labels how many labels
     * @param from the beginning of the earliest history
     * @param until the end of the latest one
     * @param logLikelihoods of the histories, in nats, at the beginning of each round
     * @param converged whether the rounds ended because nothing moved any more
     */
    public record Metrics(
            int accounts,
            double evidence,
            int labels,
            Instant from,
            Instant until,
            List<Double> logLikelihoods,
            boolean converged) {
        public Metrics {
            logLikelihoods = List.copyOf(logLikelihoods);
        }
    }
}
