package io.desirepath.journey.segment.domain;

/** What a segment must not be. The message is fit for a client. */
public final class InvalidSegmentException extends IllegalArgumentException {

    public InvalidSegmentException(String message) {
        super(message);
    }
}
