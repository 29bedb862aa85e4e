package io.desirepath.contracts.condition;

/** Kleene's strong logic of three values: what is not known never decides, and never hides what is decided. */
public enum Truth {
    FAILS,
    UNKNOWN,
    HOLDS;

    public static Truth of(boolean holds) {
        return holds ? HOLDS : FAILS;
    }

    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Truth not() {
        return switch (this) {
            case HOLDS -> FAILS;
            case UNKNOWN -> UNKNOWN;
            case FAILS -> HOLDS;
        };
    }
}
