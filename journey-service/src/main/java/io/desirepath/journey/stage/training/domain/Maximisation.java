package io.desirepath.journey.stage.training.domain;

import static io.desirepath.journey.stage.training.domain.Parameters.MARKS;

import java.util.Arrays;

/**
 * The M-step around a prior in two layers. A merchant's events are counted in its own way, so that each mark first has a
 * scale of its own {@code h_m ~ Gamma(5, 5)}, common to all stages. Around what the expert expects at that scale, each rate
 * and each jump has a Gamma prior that is worth {@code anchor} events:
 *
 * <ul>
 *   <li>{@code λ[s][m] = (sum of γ + anchor) / (sum over accounts of ρ τ_s + anchor / (h_m λ0[s][m]))}
 *   <li>{@code q_ij = (n_ij + anchor) / (τ_i + anchor / q0_ij)}
 * </ul>
 *
 * <p>Marks that are not measured stay as they are. What is often seen is learned, and what is rare stays as the expert has it, however long the histories are.
 */
final class Maximisation {
    private static final double SCALE_EVENTS = 5;

    private final Parameters prior;
    private final double anchor;
    private final int size;

    Maximisation(Parameters prior, double anchor) {
        this.prior = prior;
        this.anchor = anchor;
        size = prior.size();
    }

    /** The expert's model at the merchant's scale: nothing about the stages themselves is learned. */
    Parameters scaled(Expectation expectation) {
        double[] scales = scales(expectation);
        var rates = new double[size][MARKS.length];
        for (int s = 0; s < size; s++) {
            for (int m = 0; m < MARKS.length; m++) {
                rates[s][m] = scales[m] * prior.rates()[s][m];
            }
        }
        return new Parameters(prior.shape(), rates, prior.generator(), prior.start());
    }

    Parameters maximised(Expectation expectation) {
        double[][] expected = scaled(expectation).rates();
        var rates = new double[size][MARKS.length];
        var generator = new double[size * size];
        var start = new double[size];
        double accounts = Arrays.stream(expectation.start).sum();
        for (int s = 0; s < size; s++) {
            for (int m = 0; m < MARKS.length; m++) {
                rates[s][m] = prior.shape().measures(MARKS[m])
                        ? (expectation.signs[s][m] + anchor) / (expectation.exposedDays[s] + anchor / expected[s][m])
                        : prior.rates()[s][m];
            }
            jumps(s, expectation, generator);
            start[s] = (expectation.start[s] + size * anchor * prior.start()[s]) / (accounts + size * anchor);
        }
        return new Parameters(prior.shape(), rates, generator, start);
    }

    private double[] scales(Expectation expectation) {
        var scales = new double[MARKS.length];
        for (int m = 0; m < MARKS.length; m++) {
            double shown = SCALE_EVENTS;
            double expected = SCALE_EVENTS;
            for (int s = 0; s < size; s++) {
                shown += expectation.signs[s][m];
                expected += expectation.exposedDays[s] * prior.rates()[s][m];
            }
            scales[m] = prior.shape().measures(MARKS[m]) ? shown / expected : 1;
        }
        return scales;
    }

    private void jumps(int from, Expectation expectation, double[] generator) {
        double leaving = 0;
        for (int to = 0; to < size; to++) {
            int jump = from * size + to;
            double expected = prior.generator()[jump];
            if (to != from && expected > 0) {
                generator[jump] = (expectation.jumps[jump] + anchor) / (expectation.days[from] + anchor / expected);
                leaving += generator[jump];
            }
        }
        generator[from * size + from] = -leaving;
    }
}
