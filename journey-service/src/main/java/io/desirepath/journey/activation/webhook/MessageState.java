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
    SKIPPED
}
