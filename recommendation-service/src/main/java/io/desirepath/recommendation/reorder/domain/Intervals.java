package io.desirepath.recommendation.reorder.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Rhythm;
import java.util.Collection;

/**
 * Intervals between purchases, summed up: of an account, of a product, of all.
 *
 * @param gaps how many
 * @param logSum of the logarithms of their days
 */
public record Intervals(long gaps, double logSum) {

    public static final Intervals NONE = new Intervals(0, 0);

    /** Of everything an account buys. */
    public static Intervals of(Collection<ProductHistory> histories) {
        long gaps = 0;
        double logSum = 0;
        for (ProductHistory history : histories) {
            gaps += history.rhythm().gaps();
            logSum += history.rhythm().logSum();
        }
        return new Intervals(gaps, logSum);
    }

    public Intervals plus(Rhythm rhythm) {
        return new Intervals(gaps + rhythm.gaps(), logSum + rhythm.logSum());
    }

    /** Without what a rhythm added; none if it had not been counted yet. */
    Intervals without(Rhythm rhythm) {
        return gaps <= rhythm.gaps() ? NONE : new Intervals(gaps - rhythm.gaps(), logSum - rhythm.logSum());
    }

    /** The mean logarithm, shrunk: as if so many more intervals had been of the prior mean. */
    double logMean(double prior, double priorGaps) {
        return (logSum + priorGaps * prior) / (gaps + priorGaps);
    }
}
