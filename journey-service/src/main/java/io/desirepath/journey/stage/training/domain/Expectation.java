package io.desirepath.journey.stage.training.domain;

import io.desirepath.journey.stage.domain.MatrixExponential;
import java.util.Arrays;

/**
 * The E-step: what histories say of the hidden stages under given parameters, by forward–backward on a grid of days in
 * scaled form (Rabiner 1989, "A tutorial on hidden Markov models", Proceedings of the IEEE 77, section V.A), for each
 * exposure of a grid. An account's exposure is hidden too: one value for each account would settle early on whether it is
 * dormant or a quiet customer, and never come back.
 *
 * <p>Between two days the chain is continuous. The expected time in each stage and the expected jumps within a day, given
 * the beliefs at both of its ends, are the integrals of Liu et al. 2015 ("Efficient learning of continuous-time hidden
 * Markov models for disease progression", NIPS 28, equations 5 and 6), taken over the killed generator, because a silent
 * day is evidence. They are linear in the outer product of the two ends, so that one block exponential (Van Loan 1978,
 * "Computing integrals involving the matrix exponential", IEEE Transactions on Automatic Control 23) does for all days of
 * all accounts at an exposure.
 *
 * <p>Not safe for use by several threads.
 */
final class Expectation {
    /** Exposures less probable than this are left out. */
    private static final double NEGLIGIBLE = 1e-3;

    final double[] start;
    final double[] days;
    final double[] exposedDays;
    final double[] jumps;
    final double[][] signs;
    final double[] exposures = new double[Exposures.COUNT];
    double logLikelihood;

    private final Parameters parameters;
    private final Emission emission;
    private final Exposures spread;
    private final double[][] silence = new double[Exposures.COUNT][];
    private final double[][] day = new double[Exposures.COUNT][];
    private final double[][] ends;
    private final int size;
    private double[][] forward = new double[Exposures.COUNT][0];
    private double[][] scales = new double[Exposures.COUNT][0];
    private double[] emissions = new double[0];
    private double[] posterior = new double[0];

    Expectation(Parameters parameters, Exposures spread) {
        this.parameters = parameters;
        this.spread = spread;
        size = parameters.size();
        start = new double[size];
        days = new double[size];
        exposedDays = new double[size];
        jumps = new double[size * size];
        signs = new double[size][Parameters.MARKS.length];
        ends = new double[Exposures.COUNT][size * size];
        emission = new Emission(parameters);
        for (int r = 0; r < Exposures.COUNT; r++) {
            silence[r] = parameters.silence(Exposures.value(r));
            day[r] = MatrixExponential.of(silence[r], size, 1);
        }
    }

    /** Adds what one account's history says. */
    void add(DailyEvidence evidence) {
        double likelihood = emit(evidence);
        var logs = new double[Exposures.COUNT];
        for (int r = 0; r < Exposures.COUNT; r++) {
            logs[r] = likelihood + Math.log(spread.shares()[r]) + evidence.seen() * Math.log(Exposures.value(r));
            for (int t = 0; t < evidence.days(); t++) {
                logs[r] += Math.log(forwardStep(r, t));
            }
        }
        double[] shares = MultinomialRegression.softmax(logs);
        double highest = Arrays.stream(logs).max().orElseThrow();
        logLikelihood += highest - Math.log(Arrays.stream(shares).max().orElseThrow());
        for (int r = 0; r < Exposures.COUNT; r++) {
            exposures[r] += shares[r];
        }
        smooth(evidence, shares);
        for (int s = 0; s < size; s++) {
            start[s] += posterior(0, s);
        }
        for (DailyEvidence.Sign sign : evidence.signs()) {
            for (int s = 0; s < size; s++) {
                signs[s][sign.mark().ordinal()] += sign.weight() * posterior(sign.day(), s);
            }
        }
    }

    /** Ends the step: integrates the time between days, once all accounts are in. */
    void integrate() {
        for (int r = 0; r < Exposures.COUNT; r++) {
            double[] stay = integral(silence[r], ends[r]);
            for (int i = 0; i < size; i++) {
                days[i] += stay[i * size + i];
                exposedDays[i] += Exposures.value(r) * stay[i * size + i];
                for (int j = 0; j < size; j++) {
                    jumps[i * size + j] += i == j ? 0 : parameters.generator()[i * size + j] * stay[j * size + i];
                }
            }
        }
    }

    /** The probability of a stage on a day of the account last added, given its whole history. */
    double posterior(int atDay, int stage) {
        return posterior[atDay * size + stage];
    }

    private double forwardStep(int r, int t) {
        double[] ahead = forward[r];
        double sum = 0;
        for (int j = 0; j < size; j++) {
            double reached = t == 0 ? parameters.start()[j] : 0;
            if (t > 0) {
                for (int i = 0; i < size; i++) {
                    reached += ahead[(t - 1) * size + i] * day[r][i * size + j];
                }
            }
            ahead[t * size + j] = reached * emissions[t * size + j];
            sum += ahead[t * size + j];
        }
        for (int j = 0; j < size; j++) {
            ahead[t * size + j] /= sum;
        }
        scales[r][t] = sum;
        return sum;
    }

    /** Backward over the account's days, at each exposure that may be; adds up {@link #ends}. */
    private void smooth(DailyEvidence evidence, double[] shares) {
        Arrays.fill(posterior, 0, evidence.days() * size, 0);
        double counted =
                Arrays.stream(shares).filter(share -> share >= NEGLIGIBLE).sum();
        for (int r = 0; r < Exposures.COUNT; r++) {
            if (shares[r] >= NEGLIGIBLE) {
                smooth(evidence.days() - 1, r, shares[r] / counted);
            }
        }
    }

    private void smooth(int last, int r, double share) {
        var backward = new double[size];
        Arrays.fill(backward, 1);
        for (int t = last; t >= 0; t--) {
            var before = new double[size];
            for (int j = 0; j < size; j++) {
                posterior[t * size + j] += share * forward[r][t * size + j] * backward[j];
                if (t > 0) {
                    double ahead = emissions[t * size + j] * backward[j] / scales[r][t];
                    for (int i = 0; i < size; i++) {
                        before[i] += day[r][i * size + j] * ahead;
                        ends[r][j * size + i] += share * ahead * forward[r][(t - 1) * size + i];
                    }
                }
            }
            backward = before;
        }
    }

    /** Likelihoods of each day's evidence by stage, the highest taken out; returns what was taken out, as a logarithm. */
    private double emit(DailyEvidence evidence) {
        int length = evidence.days() * size;
        if (emissions.length < length) {
            emissions = new double[length];
            posterior = new double[length];
            forward = new double[Exposures.COUNT][length];
            scales = new double[Exposures.COUNT][evidence.days()];
        }
        emission.write(evidence, emissions);
        double taken = 0;
        for (int t = 0; t < evidence.days(); t++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < size; s++) {
                highest = Math.max(highest, emissions[t * size + s]);
            }
            taken += highest;
            double[] labelled = evidence.labelled(t);
            for (int s = 0; s < size; s++) {
                double label = labelled == null ? 1 : labelled[s];
                emissions[t * size + s] = label * Math.exp(emissions[t * size + s] - highest);
            }
        }
        return taken;
    }

    /** {@code sum over days of the integral of exp(G (1 - u)) end exp(G u) du}, G the killed generator. */
    private double[] integral(double[] silence, double[] ends) {
        int both = 2 * size;
        double weight = Arrays.stream(ends).sum();
        var integral = new double[size * size];
        if (weight == 0) {
            return integral;
        }
        var block = new double[both * both];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                block[i * both + j] = silence[i * size + j];
                block[(size + i) * both + size + j] = silence[i * size + j];
                block[i * both + size + j] = ends[i * size + j] / weight;
            }
        }
        double[] exponential = MatrixExponential.of(block, both, 1);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                integral[i * size + j] = weight * exponential[i * both + size + j];
            }
        }
        return integral;
    }
}
