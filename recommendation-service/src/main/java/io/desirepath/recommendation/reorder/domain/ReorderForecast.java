package io.desirepath.recommendation.reorder.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Rhythm;

/**
 * When an account buys a product again, if it does: the logarithm of the days has Student's t as its predictive
 * distribution, that of a normal with conjugate prior (Gelman et al., Bayesian Data Analysis, 3rd edition, section 3.3).
 * The prior mean is that of the account's other products, shrunk towards the product's mean over other accounts, and
 * that towards the mean of all (empirical Bayes). A purchase larger than usual lasts longer.
 *
 * @param logMean of the days until the next purchase; its exponential is the predicted interval
 * @param scale of Student's t
 * @param freedom its degrees of freedom
 * @param lapsePrior the probability that there is no next purchase, at the moment of the last
 */
public record ReorderForecast(double logMean, double scale, double freedom, double lapsePrior) {

    /** From this probability on the rhythm is taken to be over. */
    public static final double LAPSED = 0.8;

    /** A prediction counts as met when the purchase comes within this share of the interval. */
    public static final double TOLERANCE = 0.25;

    // Chosen on purchases before September 2010 of Online Retail, where the optimum is flat.
    private static final double PRODUCT_PRIOR = 20;
    private static final double ACCOUNT_PRIOR = 5;
    private static final double OWN_PRIOR = 3;
    private static final double BY_QUANTITY = 0.1;
    private static final double SPREAD_PRIOR = 4;
    private static final double SPREAD = 0.8;

    // The share of Online Retail's account-items never bought again, by the days on which they had been bought:
    // .79, .55, .38, .27, .19, .14 from one to six, .06 at twelve.
    private static final double LAPSE_FACTOR = 0.27;
    private static final double LAPSE_POWER = 1.6;

    private static final double TEN_PERCENT = 1.2815515655446004;

    /**
     * @param account the intervals of all the account buys, these included
     * @param products those of all accounts, these included or not
     */
    public static ReorderForecast of(ProductHistory history, Intervals account, ProductIntervals products) {
        return of(history.productId(), history.rhythm(), account, products);
    }

    public static ReorderForecast of(String productId, Rhythm own, Intervals account, ProductIntervals products) {
        return of(own, account, products.of(productId), products.ofAll());
    }

    /**
     * @param product the intervals of all accounts for the product
     * @param ofAll the mean logarithm of all intervals, as {@link ProductIntervals#ofAll}
     */
    public static ReorderForecast of(Rhythm own, Intervals account, Intervals product, double ofAll) {
        double ofProduct = product.without(own).logMean(ofAll, PRODUCT_PRIOR);
        double prior = account.without(own).logMean(ofProduct, ACCOUNT_PRIOR);
        double certainty = own.weight() + OWN_PRIOR;
        double mean = (own.weight() * own.logMean() + OWN_PRIOR * prior) / certainty;
        double freedom = SPREAD_PRIOR + own.weight();
        double distance = own.logMean() - prior;
        double squares = SPREAD_PRIOR * SPREAD * SPREAD
                + own.logSpread()
                + own.weight() * OWN_PRIOR / certainty * distance * distance;
        double lapse = 1 / (1 + LAPSE_FACTOR * Math.pow(own.gaps() + 1d, LAPSE_POWER));
        return new ReorderForecast(
                mean + BY_QUANTITY * own.quantityShift(),
                Math.sqrt(squares / freedom * (1 + 1 / certainty)),
                freedom,
                lapse);
    }

    /** The predicted interval in days. */
    public double days() {
        return Math.exp(logMean);
    }

    /** A tenth of the next purchases come before so many days. */
    public double earliestDays() {
        return Math.exp(logMean - scale * StudentT.of(TEN_PERCENT, freedom));
    }

    /** A tenth of the next purchases come after so many days. */
    public double latestDays() {
        return Math.exp(logMean + scale * StudentT.of(TEN_PERCENT, freedom));
    }

    /** The probability that the rhythm is over, after so many days without a purchase. */
    public double lapse(double silentDays) {
        return lapseIf(later(silentDays));
    }

    /** @param later the share of next purchases that would come later than now */
    private double lapseIf(double later) {
        return lapsePrior / (lapsePrior + (1 - lapsePrior) * later);
    }

    /** The probability of a purchase within so many days, after so many without one. */
    public double within(double silentDays, double days) {
        double later = later(silentDays);
        if (later <= 0) {
            return 0;
        }
        return (1 - lapseIf(later)) * (later - later(silentDays + days)) / later;
    }

    /**
     * The probability, at the last purchase, that there is a next one and that it comes within {@link #TOLERANCE} of the
     * predicted interval.
     */
    public double confidence() {
        return (1 - lapsePrior) * (later(days() * (1 - TOLERANCE)) - later(days() * (1 + TOLERANCE)));
    }

    /** The share of next purchases that come later than so many days. */
    private double later(double days) {
        return days <= 0 ? 1 : 1 - StudentT.below((Math.log(days) - logMean) / scale, freedom);
    }
}
