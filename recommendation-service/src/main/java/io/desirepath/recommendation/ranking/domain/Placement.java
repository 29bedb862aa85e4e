package io.desirepath.recommendation.ranking.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a recommendation shows. */
public enum Placement {
    HOME,
    PRODUCT,
    CART,
    CHECKOUT,
    REORDER,
    EMAIL,
    CONTENT;

    /** The name on the wire: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such placement */
    public static Placement fromWireName(String name) {
        return Arrays.stream(values())
                .filter(placement -> placement.wireName().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("placement: must be one of "
                        + Arrays.stream(values()).map(Placement::wireName).collect(Collectors.joining(", "))));
    }
}
