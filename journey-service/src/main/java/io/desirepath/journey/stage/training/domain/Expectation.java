package io.desirepath.journey.stage.training.domain;

import static io.desirepath.journey.stage.training.domain.Parameters.SIZE;

import io.desirepath.journey.stage.domain.MatrixExponential;
import java.util.Arrays;

/**
 * The E-step: what histories say of the hidden stages under given parameters, by forward–backward on a grid of days in
 * scaled form (Rabiner 1989, "A tutorial on hidden Markov models", Proceedings of the IEEE 77, section V.A).
 *
 * <p>Between two days the chain is continuous. The expected time in each stage and the expected jumps within a day, given
 * the beliefs at both of its ends, are the integrals of Liu et al. 2015 ("Efficient learning of continuous-time hidden
 * Markov models for disease progression", NIPS 28, equations 5 and 6), taken over the killed generator, because a silent
 * day is evidence. They are linear in the outer product of the two ends, so that one block exponential (Van Loan 1978,
 * "Computing integrals involving the matrix exponential", IEEE Transactions on Automatic Control 23) does for all days of
 * an account.
 *
 * <p>Not safe for use by several threads.
 */
final class Expectation {
    final double[] start = new double[SIZE];
    final double[] days = new double[SIZE];
    final double[] exposedDays = new double[SIZE];
    final double[] jumps = new double[SIZE * SIZE];
    final double[][] signs = new double[SIZE][Parameters.MARKS.length];
    double logLikelihood;

    private final Parameters parameters;
    private final Emission emission;
    private final double[] totals;
    private final double[] ends = new double[SIZE * SIZE];
    private double[] emissions = new double[0];
    private double[] forward = new double[0];
    private double[] backward = new double[0];
    private double[] scales = new double[0];

    Expectation(Parameters parameters) {
        this.parameters = parameters;
        totals = parameters.totalRates();
        emission = new Emission(parameters);
    }

    /**
     * Adds what one account's history says.
     *
     * @param exposure of the account
     * @return what it would have shown in these stages at exposure 1: {@code sum tau_s Λ_s}
     */
    double add(DailyEvidence evidence, double exposure) {
        double[] silence = parameters.silence(exposure);
        double[] day = MatrixExponential.of(silence, SIZE, 1);
        smooth(evidence, day);
        logLikelihood += evidence.seen() * Math.log(exposure);
        double[] stay = integrate(silence);
        double expected = 0;
        for (int i = 0; i < SIZE; i++) {
            double spent = stay[i * SIZE + i];
            start[i] += posterior(0, i);
            days[i] += spent;
            exposedDays[i] += exposure * spent;
            expected += totals[i] * spent;
            for (int j = 0; j < SIZE; j++) {
                jumps[i * SIZE + j] += i == j ? 0 : parameters.generator()[i * SIZE + j] * stay[j * SIZE + i];
            }
        }
        for (DailyEvidence.Sign sign : evidence.signs()) {
            for (int s = 0; s < SIZE; s++) {
                signs[s][sign.mark().ordinal()] += sign.weight() * posterior(sign.day(), s);
            }
        }
        return expected;
    }

    /** The probability of a stage on a day of the account last looked at, given its whole history. */
    double posterior(int day, int stage) {
        return forward[day * SIZE + stage] * backward[day * SIZE + stage];
    }

    /** Forward and backward over the account's days; adds up {@link #ends} and the likelihood. */
    void smooth(DailyEvidence evidence, double[] day) {
        emit(evidence);
        int last = evidence.days() - 1;
        for (int t = 0; t <= last; t++) {
            scales[t] = forwardStep(t, day);
            logLikelihood += Math.log(scales[t]);
        }
        Arrays.fill(backward, last * SIZE, (last + 1) * SIZE, 1);
        Arrays.fill(ends, 0);
        for (int t = last - 1; t >= 0; t--) {
            backwardStep(t, day);
        }
    }

    private double forwardStep(int t, double[] day) {
        double sum = 0;
        for (int j = 0; j < SIZE; j++) {
            double reached = t == 0 ? parameters.start()[j] : 0;
            if (t > 0) {
                for (int i = 0; i < SIZE; i++) {
                    reached += forward[(t - 1) * SIZE + i] * day[i * SIZE + j];
                }
            }
            forward[t * SIZE + j] = reached * emissions[t * SIZE + j];
            sum += forward[t * SIZE + j];
        }
        for (int j = 0; j < SIZE; j++) {
            forward[t * SIZE + j] /= sum;
        }
        return sum;
    }

    private void backwardStep(int t, double[] day) {
        for (int i = 0; i < SIZE; i++) {
            backward[t * SIZE + i] = 0;
        }
        for (int j = 0; j < SIZE; j++) {
            double ahead = emissions[(t + 1) * SIZE + j] * backward[(t + 1) * SIZE + j] / scales[t + 1];
            for (int i = 0; i < SIZE; i++) {
                backward[t * SIZE + i] += day[i * SIZE + j] * ahead;
                ends[j * SIZE + i] += ahead * forward[t * SIZE + i];
            }
        }
    }

    /** Likelihoods of each day's evidence by stage, the highest taken out. */
    private void emit(DailyEvidence evidence) {
        int length = evidence.days() * SIZE;
        if (emissions.length < length) {
            emissions = new double[length];
            forward = new double[length];
            backward = new double[length];
            scales = new double[evidence.days()];
        }
        emission.write(evidence, emissions);
        for (int t = 0; t < evidence.days(); t++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < SIZE; s++) {
                highest = Math.max(highest, emissions[t * SIZE + s]);
            }
            logLikelihood += highest;
            double[] labelled = evidence.labelled(t);
            for (int s = 0; s < SIZE; s++) {
                double label = labelled == null ? 1 : labelled[s];
                emissions[t * SIZE + s] = label * Math.exp(emissions[t * SIZE + s] - highest);
            }
        }
    }

    /** {@code sum over days of the integral of exp(G (1 - u)) end exp(G u) du}, G the killed generator. */
    private double[] integrate(double[] silence) {
        int size = 2 * SIZE;
        double weight = Arrays.stream(ends).sum();
        var integral = new double[SIZE * SIZE];
        if (weight == 0) {
            return integral;
        }
        var block = new double[size * size];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                block[i * size + j] = silence[i * SIZE + j];
                block[(SIZE + i) * size + SIZE + j] = silence[i * SIZE + j];
                block[i * size + SIZE + j] = ends[i * SIZE + j] / weight;
            }
        }
        double[] exponential = MatrixExponential.of(block, size, 1);
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                integral[i * SIZE + j] = weight * exponential[i * size + SIZE + j];
            }
        }
        return integral;
    }
}
