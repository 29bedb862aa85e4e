package io.desirepath.recommendation.experiment.domain;

/** What an experiment is decided by. */
public enum Metric {
    /** What an account bought, net of refunds, from the first list that the experiment made for it on. */
    REVENUE("revenue per account"),
    /** Whether an account bought anything in that time. */
    CONVERSION("accounts that bought"),
    /** Clicks per view of an item in the experiment's lists. */
    CLICK_THROUGH("click-through");

    private final String words;

    Metric(String words) {
        this.words = words;
    }

    /** As a sentence names it. */
    public String words() {
        return words;
    }
}
