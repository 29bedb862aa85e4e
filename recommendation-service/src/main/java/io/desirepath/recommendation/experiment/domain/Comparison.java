package io.desirepath.recommendation.experiment.domain;

import io.desirepath.recommendation.feedback.domain.Estimate;
import io.desirepath.recommendation.feedback.domain.Interval;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A variant against the control, in the metric that decides. With several variants the interval is as much wider as keeps
 * the chance of being wrong about any of them at 5% (Bonferroni).
 *
 * @param difference variant minus control
 * @param relative the same as a fraction of the control; NaN if the control has nothing
 */
public record Comparison(
        String variant, Estimate difference, Interval differenceInterval, double relative, Interval relativeInterval) {

    private static final double WRONG = 0.05;
    private static final double POWER = 0.8;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    /** @param comparisons how many variants are compared with the control */
    static Comparison of(String variant, Estimate measured, Estimate control, int comparisons) {
        double z = quantile(comparisons);
        Estimate difference = measured.minus(control);
        Estimate relative = measured.relativeTo(control);
        return new Comparison(variant, difference, difference.interval(z), relative.value(), relative.interval(z));
    }

    /**
     * How many accounts the two need together, at their present proportion, to show a relative difference with a power of
     * 80%.
     */
    static double accountsNeeded(Estimate measured, Estimate control, double relativeEffect, int comparisons) {
        long together = measured.accounts() + control.accounts();
        double spread = (measured.variance() + control.variance()) * together;
        double effect = relativeEffect * control.value();
        double z = quantile(comparisons) + NORMAL.inverseCumulativeProbability(POWER);
        return z * z * spread / (effect * effect);
    }

    private static double quantile(int comparisons) {
        return NORMAL.inverseCumulativeProbability(1 - WRONG / comparisons / 2);
    }
}
