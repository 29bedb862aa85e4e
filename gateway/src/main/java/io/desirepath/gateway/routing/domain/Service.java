package io.desirepath.gateway.routing.domain;

/** The services behind the gateway. */
public enum Service {
    PERSONA("persona"),
    JOURNEY("journey"),
    RECOMMENDATION("recommendation");

    private final String label;

    Service(String label) {
        this.label = label;
    }

    /** The name in metrics and documents: lower case. */
    public String label() {
        return label;
    }
}
