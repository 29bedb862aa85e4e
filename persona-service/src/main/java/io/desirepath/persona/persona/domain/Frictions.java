package io.desirepath.persona.persona.domain;

import java.util.Locale;
import java.util.Set;

/** The events that tell of trouble. */
public final class Frictions {

    private static final Set<String> EVENTS = Set.of(
            "support ticket opened",
            "quote rejected",
            "approval denied",
            "payment failed",
            "coupon denied",
            "order cancelled",
            "order refunded",
            "delivery delayed",
            "return requested");

    private Frictions() {}

    public static boolean isFriction(String event) {
        return EVENTS.contains(event.toLowerCase(Locale.ROOT));
    }
}
