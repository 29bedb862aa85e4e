package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.Stage;
import java.util.List;

/**
 * How well predicted beliefs fit the true stages.
 *
 * @param accuracy share of cases whose likeliest stage is the true one
 * @param macroF1 mean over the stages that occur (as truth or as prediction) of the harmonic mean of precision and recall
 * @param logLoss mean of {@code -log p(truth)} in nats, p not below 1e-15
 * @param ece classwise expected calibration error: mean over all stages of the weighted gap, in ten equal bins of the
 *     stage's predicted probability, between that probability and the stage's frequency (Kull et al. 2019, "Beyond
 *     temperature scaling", NeurIPS)
 * @param confidenceEce the same gap for the likeliest stage's probability alone (Guo et al. 2017, "On calibration of
 *     modern neural networks", ICML)
 */
public record StageScore(double accuracy, double macroF1, double logLoss, double ece, double confidenceEce) {

    /** A predicted belief, in the order of {@link Stage}, and the truth. */
    public record Case(double[] belief, Stage truth) {
        /** The likeliest stage. */
        public Stage likeliest() {
            int best = 0;
            for (int s = 1; s < belief.length; s++) {
                if (belief[s] > belief[best]) {
                    best = s;
                }
            }
            return Stage.values()[best];
        }
    }

    /** @throws IllegalArgumentException if there is no case */
    public static StageScore of(List<Case> cases) {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("nothing to score");
        }
        int[][] confusion = confusion(cases);
        double right = 0;
        double logLoss = 0;
        var confidence = new Bins();
        for (Case one : cases) {
            boolean hit = one.likeliest() == one.truth();
            right += hit ? 1 : 0;
            logLoss -= Math.log(Math.max(1e-15, one.belief()[one.truth().ordinal()]));
            confidence.add(one.belief()[one.likeliest().ordinal()], hit);
        }
        return new StageScore(
                right / cases.size(), macroF1(confusion), logLoss / cases.size(), classwise(cases), confidence.gap());
    }

    /** Cases by true stage (rows) and likeliest stage (columns). */
    public static int[][] confusion(List<Case> cases) {
        int size = Stage.values().length;
        var confusion = new int[size][size];
        for (Case one : cases) {
            confusion[one.truth().ordinal()][one.likeliest().ordinal()]++;
        }
        return confusion;
    }

    private static double classwise(List<Case> cases) {
        double sum = 0;
        for (Stage stage : Stage.values()) {
            var bins = new Bins();
            cases.forEach(one -> bins.add(one.belief()[stage.ordinal()], one.truth() == stage));
            sum += bins.gap();
        }
        return sum / Stage.values().length;
    }

    private static double macroF1(int[][] confusion) {
        double sum = 0;
        int occurring = 0;
        for (int s = 0; s < confusion.length; s++) {
            int truths = 0;
            int predictions = 0;
            for (int t = 0; t < confusion.length; t++) {
                truths += confusion[s][t];
                predictions += confusion[t][s];
            }
            if (truths + predictions > 0) {
                sum += 2.0 * confusion[s][s] / (truths + predictions);
                occurring++;
            }
        }
        return sum / occurring;
    }
}
