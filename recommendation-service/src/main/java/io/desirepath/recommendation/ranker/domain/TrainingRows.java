package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Candidates whose outcome is known: what rankers learn from. Negatives are a sample, and weigh for what it leaves out. */
public final class TrainingRows {

    /** One negative of so many is kept. */
    private static final int SAMPLE = 3;

    private float[] features = new float[1024 * Feature.COUNT];
    private boolean[] labels = new boolean[1024];
    private float[] weights = new float[1024];
    private int[] cases = new int[1024];
    private double[][] beliefs = new double[64][];
    private int size;
    private int caseCount;

    /**
     * Adds an account's candidates.
     *
     * @param bought whether the item was bought then
     * @param weight of the account's outcome
     * @param belief over stages at that moment, empty if unknown
     */
    public void add(CandidateRows rows, IntPredicate bought, double weight, double[] belief) {
        if (caseCount == beliefs.length) {
            beliefs = Arrays.copyOf(beliefs, caseCount * 2);
        }
        beliefs[caseCount] = belief;
        for (int row = 0; row < rows.size(); row++) {
            boolean label = bought.test(rows.items()[row]);
            if (label || isSampled(caseCount, rows.items()[row])) {
                append(rows, row, label, label ? weight : weight * SAMPLE);
            }
        }
        caseCount++;
    }

    /** By a fixed arithmetic, so that the same orders always give the same model. */
    private static boolean isSampled(int number, int item) {
        return Math.floorMod((number * 7919 + item * 104_729) * 0x9E3779B9 >>> 8, SAMPLE) == 0;
    }

    private void append(CandidateRows rows, int row, boolean label, double weight) {
        if (size == labels.length) {
            features = Arrays.copyOf(features, features.length * 2);
            labels = Arrays.copyOf(labels, size * 2);
            weights = Arrays.copyOf(weights, size * 2);
            cases = Arrays.copyOf(cases, size * 2);
        }
        System.arraycopy(rows.features(), row * Feature.COUNT, features, size * Feature.COUNT, Feature.COUNT);
        labels[size] = label;
        weights[size] = (float) weight;
        cases[size++] = caseCount;
    }

    public int size() {
        return size;
    }

    public int cases() {
        return caseCount;
    }

    /** How many of the candidates were bought, of those that the account had bought before or of those that were new. */
    public int positives(boolean bought) {
        int positives = 0;
        for (int row = 0; row < size; row++) {
            positives += labels[row] && isBought(row) == bought ? 1 : 0;
        }
        return positives;
    }

    float feature(int row, int feature) {
        return features[row * Feature.COUNT + feature];
    }

    boolean isBought(int row) {
        return feature(row, Feature.BOUGHT.ordinal()) > 0;
    }

    boolean label(int row) {
        return labels[row];
    }

    double weight(int row) {
        return weights[row];
    }

    double[] belief(int row) {
        return beliefs[cases[row]];
    }
}
