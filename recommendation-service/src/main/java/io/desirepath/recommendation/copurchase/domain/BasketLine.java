package io.desirepath.recommendation.copurchase.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * That an account bought a product on a day: the orders of one day are one basket.
 *
 * @param day from 1970-01-01
 */
public record BasketLine(int day, String productId) {

    /** Byte by byte, as the databases compare: {@link String#compareTo} differs beyond the basic plane. */
    static final Comparator<String> BY_ID = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    static final Comparator<BasketLine> NEWEST_FIRST =
            Comparator.comparingInt(BasketLine::day).reversed().thenComparing(BasketLine::productId, BY_ID);
}
