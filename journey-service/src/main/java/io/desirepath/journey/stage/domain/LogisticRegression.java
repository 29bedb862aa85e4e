package io.desirepath.journey.stage.domain;

import java.util.Arrays;
import java.util.List;

/**
 * A logistic regression: {@code p = 1 / (1 + exp(-(intercept + sum of weight_i x_i)))}. Plain values, so that any JSON mapper
 * writes and reads it.
 *
 * @param intercept log-odds where all features are zero
 * @param weights log-odds for each unit of each feature, in order
 */
public record LogisticRegression(double intercept, List<Double> weights) {
    private static final int MOST_STEPS = 50;
    private static final double STILL = 1e-8;

    /** Within a hundred millionth of 0 and 1, so that a logarithm of it stays finite. */
    private static final double CERTAIN = 18.4;

    public LogisticRegression {
        weights = List.copyOf(weights);
    }

    /** The probability for these features, above 0 and below 1. */
    public double probability(double... features) {
        double logit = intercept;
        for (int i = 0; i < features.length; i++) {
            logit += weights.get(i) * features[i];
        }
        return 1 / (1 + Math.exp(-Math.clamp(logit, -CERTAIN, CERTAIN)));
    }

    /** The log-odds of a probability, which is kept within a hundred millionth of 0 and 1. */
    public static double logit(double probability) {
        double p = Math.clamp(probability, 1e-8, 1 - 1e-8);
        return Math.log(p / (1 - p));
    }

    /**
     * Fits the weights by penalised maximum likelihood: Newton's method, known as iteratively reweighted least squares
     * (Hastie, Tibshirani and Friedman 2009, "The elements of statistical learning", section 4.4.1), with a ridge (le Cessie
     * and van Houwelingen 1992) on the weights of the features divided by their standard deviations.
     *
     * @param features one row for each example
     * @param happened as many outcomes as rows
     * @param ridge the penalty's half factor on the squared weights, above zero: each counts like so many examples
     * @throws IllegalArgumentException if there is no example, the lengths differ, or the ridge is not above zero
     */
    public static LogisticRegression fit(double[][] features, boolean[] happened, double ridge) {
        if (features.length == 0 || features.length != happened.length || !(ridge > 0)) {
            throw new IllegalArgumentException("as many rows as outcomes, at least one, and a ridge above zero");
        }
        var scale = Standardisation.of(features);
        double[][] rows = Arrays.stream(features).map(scale::row).toArray(double[][]::new);
        var weights = new double[features[0].length + 1];
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] change =
                    LinearEquations.solve(curvature(rows, weights, ridge), slope(rows, happened, weights, ridge));
            double largest = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] += Math.clamp(change[i], -2, 2);
                largest = Math.max(largest, Math.abs(change[i]));
            }
            if (largest < STILL) {
                break;
            }
        }
        return scale.original(weights);
    }

    private static double[] slope(double[][] rows, boolean[] happened, double[] weights, double ridge) {
        var slope = new double[weights.length];
        for (int n = 0; n < rows.length; n++) {
            double miss = (happened[n] ? 1 : 0) - probabilityOf(rows[n], weights);
            for (int i = 0; i < slope.length; i++) {
                slope[i] += miss * rows[n][i];
            }
        }
        for (int i = 1; i < slope.length; i++) {
            slope[i] -= ridge * weights[i];
        }
        return slope;
    }

    private static double[][] curvature(double[][] rows, double[] weights, double ridge) {
        var curvature = new double[weights.length][weights.length];
        for (double[] row : rows) {
            double p = probabilityOf(row, weights);
            for (int i = 0; i < row.length; i++) {
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] += p * (1 - p) * row[i] * row[j];
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            curvature[i][i] += i == 0 ? 1e-9 : ridge;
            for (int j = 0; j < i; j++) {
                curvature[j][i] = curvature[i][j];
            }
        }
        return curvature;
    }

    private static double probabilityOf(double[] row, double[] weights) {
        double logit = 0;
        for (int i = 0; i < row.length; i++) {
            logit += weights[i] * row[i];
        }
        return 1 / (1 + Math.exp(-logit));
    }
}
