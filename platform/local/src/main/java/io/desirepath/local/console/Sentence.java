package io.desirepath.local.console;

/** A failure that a person can mend, told in one clear sentence; shown without a stack trace, exit code 1. */
public final class Sentence extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Sentence(String message) {
        super(message);
    }

    public Sentence(String message, Throwable cause) {
        super(message, cause);
    }
}
