package io.desirepath.recommendation.serving;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.ReorderSignal;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.catalog.contract.domain.Price;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** How prices are shown. */
final class Prices {

    private Prices() {}

    /**
     * What one unit costs the account: by its contract, or else by a price that the merchant shows to everybody. Where
     * the merchant has no price lists, it is what the account paid last. What others pay is not its business: where no
     * price is known, none is shown.
     */
    static @Nullable Money of(Candidate candidate, Request request) {
        if (!request.terms().pricesAreListed()
                && candidate instanceof Candidate.Reorder(int _, double _, ProductHistory history, ReorderSignal _)
                && history.unitPrice() != null) {
            return shown(history.unitPrice(), history.currency());
        }
        Price price = request.terms().price(candidate.product(), 1, request.now());
        return price == null ? null : shown(price.unitPrice(), price.currency());
    }

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
