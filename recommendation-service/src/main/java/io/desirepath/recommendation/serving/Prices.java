package io.desirepath.recommendation.serving;

import io.desirepath.contracts.Money;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** How prices are shown. */
final class Prices {

    private Prices() {}

    /**
     * With at least the decimals that the currency has: feeds carry numbers, in which 2.50 is 2.5. A price that cannot
     * be shown is not shown.
     */
    static @Nullable Money shown(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null || currency == null) {
            return null;
        }
        try {
            int decimals = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
            return new Money(amount.setScale(Math.max(amount.scale(), decimals)), currency);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
