package io.desirepath.journey.stage.training.domain;

import io.desirepath.journey.stage.domain.MatrixExponential;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import java.util.HashMap;
import java.util.Map;

/**
 * What a model says of each day of an account before it comes, from the days before (Dawid 1984, "Statistical theory: the
 * prequential approach"). On a grid of days, as training; the exposure follows the account as in the filter.
 *
 * <p>For one thread at a time.
 */
final class Prediction {
    /** Exposures are rounded to a twelfth of an octave, so that most days need no new exponential. */
    private static final double STEPS_AN_OCTAVE = 12;

    private final Parameters parameters;
    private final Emission emission;
    private final double[] totals;
    private final StageFilter filter;
    private final Map<Long, double[]> days = new HashMap<>();

    Prediction(StageModel model) {
        parameters = Parameters.of(model);
        emission = new Emission(parameters);
        totals = parameters.totalRates();
        filter = new StageFilter(model);
    }

    StageFilter filter() {
        return filter;
    }

    /**
     * One account's days.
     *
     * @param logLikelihood of what the days from a given one on showed, in nats
     * @param belief after the last day
     */
    record Told(double logLikelihood, double[] belief) {}

    /** @param fromDay index of the first day that counts; those before only set the belief */
    Told tell(DailyEvidence evidence, int fromDay) {
        var logs = new double[evidence.days() * parameters.size()];
        emission.write(evidence, logs);
        double[] shown = evidence.shown();
        double[] belief = parameters.start().clone();
        double seen = 0;
        double expected = 0;
        double logLikelihood = 0;
        for (int day = 0; day < evidence.days(); day++) {
            double exposure = Training.exposure(seen, expected);
            if (day > 0) {
                double before = rate(belief);
                belief = step(belief, exposure);
                expected += (before + rate(belief) / sum(belief)) / 2;
            }
            double log = shown[day] * Math.log(exposure) + see(belief, logs, day * parameters.size());
            seen += shown[day];
            logLikelihood += day >= fromDay ? log : 0;
        }
        return new Told(logLikelihood, belief);
    }

    private static double sum(double[] belief) {
        double sum = 0;
        for (double share : belief) {
            sum += share;
        }
        return sum;
    }

    private double rate(double[] belief) {
        double rate = 0;
        for (int s = 0; s < parameters.size(); s++) {
            rate += belief[s] * totals[s];
        }
        return rate;
    }

    private double[] step(double[] belief, double exposure) {
        long rounded = Math.round(STEPS_AN_OCTAVE * Math.log(exposure) / Math.log(2));
        double[] day = days.computeIfAbsent(
                rounded,
                any -> MatrixExponential.of(
                        parameters.silence(Math.pow(2, any / STEPS_AN_OCTAVE)), parameters.size(), 1));
        var next = new double[parameters.size()];
        for (int i = 0; i < parameters.size(); i++) {
            for (int j = 0; j < parameters.size(); j++) {
                next[j] += belief[i] * day[i * parameters.size() + j];
            }
        }
        return next;
    }

    /** Changes the belief by a day's evidence, normalises it, and says how likely all that was. */
    private double see(double[] belief, double[] logs, int from) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < parameters.size(); s++) {
            highest = Math.max(highest, logs[from + s]);
        }
        double sum = 0;
        for (int s = 0; s < parameters.size(); s++) {
            belief[s] *= Math.exp(logs[from + s] - highest);
            sum += belief[s];
        }
        for (int s = 0; s < parameters.size(); s++) {
            belief[s] /= sum;
        }
        return Math.log(sum) + highest;
    }
}
