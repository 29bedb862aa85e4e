package io.desirepath.recommendation.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an amount of money must be like to be a price: at most six decimals, so that it is a whole number of millionths. */
public final class DeclaredAmount {

    private static final BigDecimal LIMIT = new BigDecimal("1000000000000");
    private static final int MAX_SCALE = 6;
    private static final int MIN_SCALE = -12;

    private DeclaredAmount() {}

    /** @throws IllegalArgumentException if it is no price, or missing */
    public static void require(String field, @Nullable BigDecimal amount) {
        if (amount == null
                || amount.signum() < 0
                || amount.scale() < MIN_SCALE
                || amount.scale() > MAX_SCALE
                || amount.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException(field + ": must be a decimal number from 0 to below " + LIMIT
                    + " with at most " + MAX_SCALE + " decimals");
        }
    }
}
