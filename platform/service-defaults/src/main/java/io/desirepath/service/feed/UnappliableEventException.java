package io.desirepath.service.feed;

/** An event that will never become applicable by trying again: it goes to {@code feed_dead_letter} with this message. */
public final class UnappliableEventException extends RuntimeException {
    public UnappliableEventException(String message) {
        super(message);
    }

    public UnappliableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
