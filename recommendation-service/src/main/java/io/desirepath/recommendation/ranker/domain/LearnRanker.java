package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fits a {@link LogisticRanker} by Newton's method on the log-likelihood less an L2 penalty on standardised features
 * (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition, section 4.4.1). What stages add is
 * fitted after the common weights, one stage at a time, with a penalty that shrinks it towards nothing.
 */
public final class LearnRanker {

    private static final int ITERATIONS = 12;
    private static final int STAGE_SWEEPS = 2;
    private static final int STAGE_ITERATIONS = 3;
    private static final double DONE = 1e-6;

    private final TrainingRows rows;
    private final int[] chosen;
    private final double[] means = new double[Feature.COUNT];
    private final double[] scales = new double[Feature.COUNT];
    private final float[] standardised;
    private final double[] margins;

    private LearnRanker(TrainingRows rows, boolean bought) {
        this.rows = rows;
        chosen = IntStream.range(0, rows.size())
                .filter(row -> rows.isBought(row) == bought)
                .toArray();
        margins = new double[chosen.length];
        standardised = new float[chosen.length * Feature.COUNT];
        standardise();
    }

    /**
     * @param bought whether to learn from what the accounts had bought before, or else from what was new to them
     * @param penalty on the common weights, in effective rows
     * @param stagePenalty on what stages add; infinite for a ranker without stages
     * @param stages how many stages a belief has
     */
    public static LogisticRanker from(
            TrainingRows rows, boolean bought, double penalty, double stagePenalty, int stages) {
        var learning = new LearnRanker(rows, bought);
        double[] common = new double[Feature.COUNT + 1];
        learning.fit(common, -1, penalty, ITERATIONS);
        double[][] byStage = new double[stagePenalty == Double.POSITIVE_INFINITY ? 0 : stages][Feature.COUNT + 1];
        for (int sweep = 0; sweep < STAGE_SWEEPS; sweep++) {
            for (int stage = 0; stage < byStage.length; stage++) {
                learning.fit(byStage[stage], stage, stagePenalty, STAGE_ITERATIONS);
            }
        }
        return learning.plain(common, byStage);
    }

    private void standardise() {
        double total = 0;
        for (int row : chosen) {
            total += rows.weight(row);
            for (int i = 0; i < Feature.COUNT; i++) {
                means[i] += rows.weight(row) * rows.feature(row, i);
            }
        }
        for (int i = 0; i < Feature.COUNT; i++) {
            means[i] /= Math.max(total, 1e-9);
        }
        for (int row : chosen) {
            for (int i = 0; i < Feature.COUNT; i++) {
                double off = rows.feature(row, i) - means[i];
                scales[i] += rows.weight(row) * off * off;
            }
        }
        for (int i = 0; i < Feature.COUNT; i++) {
            double deviation = Math.sqrt(scales[i] / Math.max(total, 1e-9));
            // A feature that never varies says nothing, and gets no weight.
            scales[i] = deviation < 1e-6 ? 0 : 1 / deviation;
        }
        for (int k = 0; k < chosen.length; k++) {
            for (int i = 0; i < Feature.COUNT; i++) {
                standardised[k * Feature.COUNT + i] = (float) ((rows.feature(chosen[k], i) - means[i]) * scales[i]);
            }
        }
    }

    /** Newton steps on one block of weights (the intercept last), the margins of all others being given. */
    private void fit(double[] block, int stage, double penalty, int iterations) {
        int width = Feature.COUNT + 1;
        for (int iteration = 0; iteration < iterations; iteration++) {
            double[][] hessian = new double[width][width];
            double[] gradient = new double[width];
            accumulate(stage, hessian, gradient);
            for (int i = 0; i < width; i++) {
                boolean free = stage < 0 && i == Feature.COUNT;
                gradient[i] -= free ? 0 : penalty * block[i];
                hessian[i][i] += free ? 1e-9 : penalty;
            }
            double[] step = Cholesky.solve(hessian, gradient);
            double largest = 0;
            for (int i = 0; i < width; i++) {
                block[i] += step[i];
                largest = Math.max(largest, Math.abs(step[i]));
            }
            move(stage, step);
            if (largest < DONE) {
                break;
            }
        }
    }

    private void accumulate(int stage, double[][] hessian, double[] gradient) {
        int count = Feature.COUNT;
        for (int k = 0; k < chosen.length; k++) {
            double share = share(stage, chosen[k]);
            if (share == 0) {
                continue;
            }
            double p = LogisticRanker.probability(margins[k]);
            double weight = rows.weight(chosen[k]);
            double residual = weight * share * ((rows.label(chosen[k]) ? 1 : 0) - p);
            double curvature = weight * share * share * p * (1 - p);
            int offset = k * count;
            for (int i = 0; i < count; i++) {
                double x = standardised[offset + i];
                gradient[i] += residual * x;
                double scaled = curvature * x;
                double[] line = hessian[i];
                for (int j = 0; j <= i; j++) {
                    line[j] += scaled * standardised[offset + j];
                }
                hessian[count][i] += scaled;
            }
            gradient[count] += residual;
            hessian[count][count] += curvature;
        }
    }

    private void move(int stage, double[] step) {
        for (int k = 0; k < chosen.length; k++) {
            double sum = step[Feature.COUNT];
            for (int i = 0; i < Feature.COUNT; i++) {
                sum += step[i] * standardised[k * Feature.COUNT + i];
            }
            margins[k] += share(stage, chosen[k]) * sum;
        }
    }

    private double share(int stage, int row) {
        if (stage < 0) {
            return 1;
        }
        double[] belief = rows.belief(row);
        return stage < belief.length ? belief[stage] : 0;
    }

    /** The same ranker for features as they are. A stage's intercept ranks nothing, and is left out. */
    private LogisticRanker plain(double[] common, double[][] byStage) {
        double intercept = common[Feature.COUNT];
        double[] weights = new double[Feature.COUNT];
        for (int i = 0; i < Feature.COUNT; i++) {
            weights[i] = common[i] * scales[i];
            intercept -= weights[i] * means[i];
        }
        double[][] added = new double[byStage.length][];
        for (int stage = 0; stage < byStage.length; stage++) {
            added[stage] = Arrays.copyOf(byStage[stage], Feature.COUNT);
            for (int i = 0; i < Feature.COUNT; i++) {
                added[stage][i] *= scales[i];
            }
        }
        return new LogisticRanker(intercept, weights, added);
    }
}
