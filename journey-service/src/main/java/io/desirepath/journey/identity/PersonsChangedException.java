package io.desirepath.journey.identity;

/** Somebody else said something about the same persons meanwhile. Nothing is lost by trying again. */
public class PersonsChangedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PersonsChangedException() {
        super("what is known of the persons changed meanwhile", null, false, false);
    }
}
