package io.desirepath.journey.stage.training.domain;

import io.desirepath.journey.stage.domain.StageFilter;

/**
 * How the exposures of a merchant's accounts are spread: a Gamma distribution of mean 1 on a grid.
 *
 * @param strength its shape k: the larger, the more alike the accounts
 * @param shares of the grid's exposures, summing to 1
 */
record Exposures(double strength, double[] shares) {
    /** From a sixteenth to four times the usual, half an octave apart. */
    static final int COUNT = 13;

    private static final double[] VALUES = new double[COUNT];
    private static final double[] STRENGTHS = {.7, 1, 1.5, 2, 3, 4, 6, 9, 14, 20, 40};

    static {
        for (int r = 0; r < COUNT; r++) {
            VALUES[r] = Math.pow(2, r / 2.0 - 4);
        }
    }

    /** The exposures that the filter believes in. */
    static Exposures usual() {
        return of(StageFilter.PRIOR_STRENGTH);
    }

    static double value(int index) {
        return VALUES[index];
    }

    /** The spread under which accounts are likeliest that number so many at each exposure of the grid. */
    static Exposures likeliest(double[] accounts) {
        Exposures best = usual();
        double highest = Double.NEGATIVE_INFINITY;
        for (double strength : STRENGTHS) {
            Exposures candidate = of(strength);
            double likelihood = 0;
            for (int r = 0; r < COUNT; r++) {
                likelihood += accounts[r] * Math.log(candidate.shares[r]);
            }
            if (likelihood > highest) {
                highest = likelihood;
                best = candidate;
            }
        }
        return best;
    }

    /** On a grid even in the logarithm the density of Gamma(k, k) is {@code ρ^k e^(-kρ)}. */
    private static Exposures of(double strength) {
        var shares = new double[COUNT];
        double sum = 0;
        for (int r = 0; r < COUNT; r++) {
            shares[r] = Math.max(Math.exp(strength * (Math.log(VALUES[r]) - VALUES[r] + 1)), 1e-12);
            sum += shares[r];
        }
        for (int r = 0; r < COUNT; r++) {
            shares[r] /= sum;
        }
        return new Exposures(strength, shares);
    }
}
