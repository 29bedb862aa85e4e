package io.desirepath.journey.stage.training.domain;

import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Learns a stage model from histories: expectation–maximisation around a prior (MAP-EM; Dempster, Laird and Rubin 1977,
 * "Maximum likelihood from incomplete data via the EM algorithm", section 1). Each account has an exposure of its own, which
 * is summed over as the stages are. The first rounds learn nothing but how often this merchant's accounts show
 * each mark at all: without them quiet accounts are taken for dormant ones, and all stages drift after them.
 *
 * <p>Deterministic: the same histories in the same order give the same model.
 */
public final class Training {
    /** Rounds in which only the scale of each mark is learned. */
    private static final int SCALING_ROUNDS = 8;

    /** Nothing moves any more when a round gains less than this many nats a piece of evidence. */
    private static final double STILL = 1e-5;

    private final List<DailyEvidence> accounts;
    private final TrainingProgress progress;
    private final Maximisation maximisation;
    private final double evidence;
    private Parameters parameters;
    private Exposures exposures = Exposures.usual();

    private Training(
            StageModel prior, List<TrainingHistory> histories, TrainingSettings settings, TrainingProgress progress) {
        parameters = Parameters.of(prior);
        maximisation = new Maximisation(parameters, settings.anchor());
        var filter = new StageFilter(prior);
        accounts = histories.stream()
                .map(history -> new DailyEvidence(history, filter))
                .toList();
        evidence = accounts.stream().mapToDouble(DailyEvidence::seen).sum();
        this.progress = progress;
    }

    /**
     * Trains a model, and a calibration where there are labels enough.
     *
     * @param prior where training begins, and what holds it
     * @param histories only what was before each one's end is looked at
     * @throws IllegalArgumentException without histories
     * @throws CancellationException if the progress says so
     */
    public static TrainedModel train(
            StageModel prior, List<TrainingHistory> histories, TrainingSettings settings, TrainingProgress progress) {
        if (histories.isEmpty()) {
            throw new IllegalArgumentException("training needs histories");
        }
        var training = new Training(prior, histories, settings, progress);
        var likelihoods = new ArrayList<Double>();
        boolean still = false;
        while (!still && likelihoods.size() < settings.iterations()) {
            double likelihood = training.round(likelihoods.size() < SCALING_ROUNDS);
            still = likelihoods.size() > SCALING_ROUNDS
                    && likelihood - likelihoods.getLast() < STILL * training.evidence;
            likelihoods.add(likelihood);
            progress.ended(new TrainingProgress.Round(likelihoods.size(), settings.iterations(), likelihood));
        }
        StageModel model = training.parameters.model(settings.version());
        Calibration calibration = CalibrationFit.of(LabelledBeliefs.of(new StageFilter(model), histories, Instant.MIN));
        return new TrainedModel(model, calibration, training.metrics(histories, likelihoods, still));
    }

    /** {@code (k + n) / (k + d)}. */
    static double exposure(double seen, double expected) {
        return (StageFilter.PRIOR_STRENGTH + seen) / (StageFilter.PRIOR_STRENGTH + expected);
    }

    private double round(boolean scaling) {
        var expectation = new Expectation(parameters, exposures);
        for (DailyEvidence account : accounts) {
            if (progress.cancelled()) {
                throw new CancellationException("the training was cancelled");
            }
            expectation.add(account);
        }
        expectation.integrate();
        exposures = Exposures.likeliest(expectation.exposures);
        parameters = scaling ? maximisation.scaled(expectation) : maximisation.maximised(expectation);
        return expectation.logLikelihood;
    }

    private TrainedModel.Metrics metrics(List<TrainingHistory> histories, List<Double> likelihoods, boolean still) {
        Instant from = histories.stream()
                .map(TrainingHistory::from)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant until = histories.stream()
                .map(TrainingHistory::until)
                .max(Instant::compareTo)
                .orElseThrow();
        int labels =
                histories.stream().mapToInt(history -> history.labels().size()).sum();
        return new TrainedModel.Metrics(accounts.size(), evidence, labels, from, until, likelihoods, still);
    }
}
