package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Corrects a filter's belief by what labels have shown. Plain values, so that any JSON mapper writes and reads it back.
 *
 * @param labels how many it was learned from
 * @param weights by calibrated stage: the weight of each stage's log belief, then the bias; multinomial logistic
 *     regression. A temperature is a diagonal of one value
 * @param curves by stage: what follows the regression, before the result is made to sum to 1; empty for none
 */
public record Calibration(int labels, List<List<Double>> weights, List<Curve> curves) {
    static final int SIZE = Stage.values().length;
    private static final Stage[] STAGES = Stage.values();

    /** Beliefs below this are equally impossible: a logarithm must not shout. */
    private static final double LEAST = 1e-4;

    /** No curve says never or always. */
    private static final double MARGIN = 1e-3;

    public Calibration {
        weights = weights.stream().map(List::copyOf).toList();
        curves = List.copyOf(curves);
        if (weights.size() != SIZE || weights.stream().anyMatch(row -> row.size() != SIZE + 1)) {
            throw new IllegalArgumentException("a calibration has a row of weights for each stage, and a bias in each");
        }
        if (!curves.isEmpty() && curves.size() != SIZE) {
            throw new IllegalArgumentException("a calibration has a curve for each stage or none");
        }
    }

    /**
     * A rising curve through points, straight between them and flat beyond.
     *
     * @param from probabilities before, rising
     * @param to probabilities after, as many, never falling
     */
    public record Curve(List<Double> from, List<Double> to) {
        public Curve {
            from = List.copyOf(from);
            to = List.copyOf(to);
            if (from.isEmpty() || from.size() != to.size()) {
                throw new IllegalArgumentException("a curve has points");
            }
        }

        double at(double probability) {
            int right = 0;
            while (right < from.size() && from.get(right) < probability) {
                right++;
            }
            double value;
            if (right == 0) {
                value = to.getFirst();
            } else if (right == from.size()) {
                value = to.getLast();
            } else {
                double part = (probability - from.get(right - 1)) / (from.get(right) - from.get(right - 1));
                value = to.get(right - 1) + part * (to.get(right) - to.get(right - 1));
            }
            return Math.clamp(value, MARGIN, 1 - MARGIN);
        }
    }

    /**
     * Corrects a belief.
     *
     * @param belief in the order of {@link Stage}, summing to 1; not changed
     * @return in the same order, summing to 1
     */
    public double[] apply(double[] belief) {
        double[] features = features(belief);
        var logits = new double[SIZE];
        for (int s = 0; s < SIZE; s++) {
            for (int f = 0; f <= SIZE; f++) {
                logits[s] += weights.get(s).get(f) * features[f];
            }
        }
        double[] corrected = MultinomialRegression.softmax(logits);
        for (int s = 0; s < curves.size(); s++) {
            corrected[s] = curves.get(s).at(corrected[s]);
        }
        normalise(corrected);
        return corrected;
    }

    /** Corrects a belief by stage. */
    public Map<Stage, Double> apply(Map<Stage, Double> belief) {
        var array = new double[SIZE];
        for (Stage stage : STAGES) {
            array[stage.ordinal()] = belief.getOrDefault(stage, 0.0);
        }
        double[] corrected = apply(array);
        var byStage = new EnumMap<Stage, Double>(Stage.class);
        for (Stage stage : STAGES) {
            byStage.put(stage, corrected[stage.ordinal()]);
        }
        return Collections.unmodifiableMap(byStage);
    }

    /** The logarithms that the regression reads, and a 1 for the bias. */
    static double[] features(double[] belief) {
        var features = new double[SIZE + 1];
        for (int s = 0; s < SIZE; s++) {
            features[s] = Math.log(Math.max(belief[s], LEAST));
        }
        features[SIZE] = 1;
        return features;
    }

    private static void normalise(double[] belief) {
        double sum = 0;
        for (double share : belief) {
            sum += share;
        }
        for (int s = 0; s < belief.length; s++) {
            belief[s] /= sum;
        }
    }
}
