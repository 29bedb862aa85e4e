package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.family.domain.NameLikeness;
import io.desirepath.recommendation.family.domain.NextSteps;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one account may buy and at which price, as far as alternatives to a product depend on it. */
public interface Shelf {

    Families families();

    /** What stands one tier above the product, and is the same thing. */
    List<NextSteps.Step> above(int product);

    String name(int product);

    /** How alike the names of two products are that both have a family: as {@link NameLikeness#of}. */
    default double alike(int product, int other) {
        return NameLikeness.of(name(product), name(other));
    }

    /** Whether the account may buy the product, here and now. */
    boolean entitled(int product);

    /** The account's own price; null if none is known, and then nothing is said about its price. */
    @Nullable
    Offer offer(int product, long quantity);

    /**
     * What the product usually sells for, where the merchant lists no prices at all; null where it does, or if too few
     * bought it. It is no promise: whoever says it says that it is what others paid.
     */
    @Nullable
    Offer usual(int product);

    /** Whether the merchant has price lists. Where there is none, an account's price is what it paid last. */
    boolean pricesAreListed();

    /** Whether the product can be had by nobody now: discontinued, or out of stock. */
    boolean gone(int product);

    /** Products that the merchant declared to be the better version of this one, or to replace it. */
    List<Declared> betterThan(int product);

    /** How many accounts bought the first product, then the second instead; 0 if it is not known. */
    int switched(int from, int to);

    /** How many accounts looked at both within days; 0 if it is not known. */
    int viewedAlong(int product, int other);

    /**
     * A price.
     *
     * @param basis whose price it is
     * @param unitPrice above zero
     * @param missing how many more it takes until one costs less; 0 if there is no such quantity
     * @param lowerPrice what one costs from there; null if there is no such quantity
     */
    record Offer(
            Basis basis,
            BigDecimal unitPrice,
            String currency,
            long missing,
            @Nullable BigDecimal lowerPrice) {
        public Offer(Basis basis, BigDecimal unitPrice, String currency) {
            this(basis, unitPrice, currency, 0, null);
        }
    }

    /** Where a price comes from. */
    enum Basis {
        /** The account's own, or everybody's: it holds. */
        OFFERED,
        /** What the account paid last. */
        PAID,
        /** What accounts usually pay. */
        USUAL
    }

    /** @param replaces whether the older one is no longer made */
    record Declared(int product, boolean replaces) {}
}
