package io.desirepath.journey.activation.webhook;

/** Whether a webhook is sent to. */
enum WebhookState {
    ENABLED,
    /** Messages go on to be queued, up to a bound, and are sent when it is enabled again. */
    DISABLED
}
