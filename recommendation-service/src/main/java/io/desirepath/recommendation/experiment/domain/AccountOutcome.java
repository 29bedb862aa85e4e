package io.desirepath.recommendation.experiment.domain;

/**
 * What an account did from the first list on that the experiment made for it, until the experiment ended, and before.
 *
 * @param lists that the experiment made for it
 * @param views of items in these lists, each item once
 * @param clicks on items in these lists, each item once
 * @param revenue what it bought, net of refunds, in the currency of the results
 * @param ordered whether it bought anything
 * @param revenueBefore what it bought in the time before the experiment
 * @param orderedBefore whether it bought anything then
 */
public record AccountOutcome(
        long lists,
        long views,
        long clicks,
        double revenue,
        boolean ordered,
        double revenueBefore,
        boolean orderedBefore) {

    double of(Metric metric) {
        return switch (metric) {
            case REVENUE -> revenue;
            case CONVERSION -> ordered ? 1 : 0;
            case CLICK_THROUGH -> clicks;
        };
    }

    /** The same before the experiment, where there is such a thing. */
    double before(Metric metric) {
        return switch (metric) {
            case REVENUE -> revenueBefore;
            case CONVERSION -> orderedBefore ? 1 : 0;
            case CLICK_THROUGH -> 0;
        };
    }

    /** What the metric is a ratio to, account by account. */
    double per(Metric metric) {
        return switch (metric) {
            case REVENUE, CONVERSION -> 1;
            case CLICK_THROUGH -> views;
        };
    }
}
