package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.candidate.domain.Shelf.Offer;
import java.math.BigDecimal;

/** What an account that pays one price can bear to pay instead: 1.05 to 1.6 times as much, in the same currency. */
final class UpsellPriceBand {

    private static final BigDecimal LEAST = new BigDecimal("1.05");
    private static final BigDecimal MOST = new BigDecimal("1.6");

    private UpsellPriceBand() {}

    static boolean holds(Offer present, Offer better) {
        return present.currency().equals(better.currency())
                && better.unitPrice().compareTo(present.unitPrice().multiply(LEAST)) >= 0
                && better.unitPrice().compareTo(present.unitPrice().multiply(MOST)) <= 0;
    }
}
