package io.desirepath.gateway.apikey.domain;

import java.util.Locale;

/** Who holds a key: a server, which is trusted, or a browser, whose key anybody can read. */
public enum KeyKind {
    SERVER,
    BROWSER;

    /** The name on the wire: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static KeyKind fromWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
