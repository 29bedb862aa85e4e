package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.candidate.domain.Shelf.Offer;
import java.math.BigDecimal;

/** What an account that pays one price can bear to pay instead: 1.05 to 1.6 times as much, in the same currency. */
record UpsellPriceBand(Offer present, BigDecimal least, BigDecimal most) {

    private static final BigDecimal LEAST = new BigDecimal("1.05");
    private static final BigDecimal MOST = new BigDecimal("1.6");

    static UpsellPriceBand above(Offer present) {
        return new UpsellPriceBand(
                present,
                present.unitPrice().multiply(LEAST),
                present.unitPrice().multiply(MOST));
    }

    boolean holds(Offer better) {
        return better.currency().equals(present.currency())
                && better.unitPrice().compareTo(least) >= 0
                && better.unitPrice().compareTo(most) <= 0;
    }
}
