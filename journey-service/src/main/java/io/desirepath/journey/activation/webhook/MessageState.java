package io.desirepath.journey.activation.webhook;

/** What has become of a message. */
enum MessageState {
    /** It waits for its turn, or for its next attempt. */
    PENDING,
    /** The receiver answered 2xx. */
    DELIVERED,
    /** It was tried for three days. */
    DEAD,
    /** Somebody gave it up, or a backfill told what it would have told. */
    SKIPPED;

    /**
     * Reads a query parameter; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if there is no such state
     */
    public static MessageState fromString(String parameter) {
        for (MessageState state : values()) {
            if (state.name().equals(parameter)) {
                return state;
            }
        }
        throw new IllegalArgumentException("state: must be PENDING, DELIVERED, DEAD or SKIPPED");
    }
}
