package io.desirepath.journey.activity.domain;

/** Why an activity counts for its account, and with what confidence in [0, 1] it is evidence there. */
public enum Ground {
    /** A server named the account in the call. */
    NAMED(1),
    /** A server said, in whatever call, that the person acts for the account. */
    MEMBER(1),
    /** Only a page said so. */
    CLAIMED(.5),
    /** The person's e-mail address is of the company's domain. */
    DOMAIN(.25);

    private final double confidence;

    Ground(double confidence) {
        this.confidence = confidence;
    }

    public double confidence() {
        return confidence;
    }
}
