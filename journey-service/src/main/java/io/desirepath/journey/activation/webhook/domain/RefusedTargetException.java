package io.desirepath.journey.activation.webhook.domain;

/** A place to which nothing is sent; the message says why, and not where the name leads. */
public final class RefusedTargetException extends IllegalArgumentException {
    RefusedTargetException(String message) {
        super(message);
    }
}
