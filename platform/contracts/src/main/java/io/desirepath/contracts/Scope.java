package io.desirepath.contracts;

import java.util.Locale;

/** What a key may do. */
public enum Scope {
    WRITE,
    RECOMMEND,
    SEGMENTS,
    PROFILES,
    JOURNEY,
    /** All of the others, and administration. */
    ADMIN;

    /** The name on the wire: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such scope */
    public static Scope fromWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
