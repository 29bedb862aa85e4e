package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.family.domain.Families;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one account may buy and at which price, as far as alternatives to a product depend on it. */
public interface Shelf {

    Families families();

    String name(int product);

    /** Whether the account may buy the product, here and now. */
    boolean entitled(int product);

    /** The account's own price; null if none is known, and then nothing is said about its price. */
    @Nullable
    Offer offer(int product, long quantity);

    /** Products that the merchant declared to be the better version of this one, or to replace it. */
    List<Declared> betterThan(int product);

    /** How many accounts bought the first product, then the second instead; 0 if it is not known. */
    int switched(int from, int to);

    /**
     * A price.
     *
     * @param unitPrice above zero
     * @param missing how many more it takes until one costs less; 0 if there is no such quantity
     * @param lowerPrice what one costs from there; null if there is no such quantity
     */
    record Offer(
            BigDecimal unitPrice,
            String currency,
            long missing,
            @Nullable BigDecimal lowerPrice) {
        public Offer(BigDecimal unitPrice, String currency) {
            this(unitPrice, currency, 0, null);
        }
    }

    /** @param replaces whether the older one is no longer made */
    record Declared(int product, boolean replaces) {}
}
