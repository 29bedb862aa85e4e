package io.desirepath.gateway.routing.domain;

import java.util.EnumSet;
import java.util.Set;

/** Who answers a call: a service behind the gateway, or the gateway itself. */
public enum Service {
    PERSONA("persona"),
    JOURNEY("journey"),
    RECOMMENDATION("recommendation"),
    /** This process: what it answers itself. */
    GATEWAY("gateway");

    private static final Set<Service> OTHERS = EnumSet.complementOf(EnumSet.of(GATEWAY));

    private final String label;

    Service(String label) {
        this.label = label;
    }

    /** The processes that calls are passed on to. */
    public static Set<Service> others() {
        return OTHERS;
    }

    /** The name in metrics and documents: lower case. */
    public String label() {
        return label;
    }
}
