package io.desirepath.journey.stage.training.domain;

import java.util.ArrayList;
import java.util.List;

/** Predicted probabilities and what happened, in ten bins of equal width. */
public final class Bins {
    private static final int BINS = 10;

    private final double[] predicted = new double[BINS];
    private final int[] happened = new int[BINS];
    private final int[] cases = new int[BINS];
    private int all;

    /** A bin that is not empty. */
    public record Bin(double meanPredicted, double frequency, int cases) {}

    public void add(double probability, boolean occurred) {
        int bin = Math.clamp((long) (probability * BINS), 0, BINS - 1);
        predicted[bin] += probability;
        happened[bin] += occurred ? 1 : 0;
        cases[bin]++;
        all++;
    }

    /** Expected calibration error: the mean over cases of the gap between their bin's mean prediction and frequency. */
    public double gap() {
        double gap = 0;
        for (int bin = 0; bin < BINS; bin++) {
            gap += Math.abs(predicted[bin] - happened[bin]);
        }
        return gap / all;
    }

    /** For a reliability plot. */
    public List<Bin> filled() {
        var filled = new ArrayList<Bin>();
        for (int bin = 0; bin < BINS; bin++) {
            if (cases[bin] > 0) {
                filled.add(new Bin(predicted[bin] / cases[bin], (double) happened[bin] / cases[bin], cases[bin]));
            }
        }
        return filled;
    }
}
