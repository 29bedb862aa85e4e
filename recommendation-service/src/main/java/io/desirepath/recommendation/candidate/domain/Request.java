package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that candidates depend on.
 *
 * @param account an empty context for an account nobody has heard of
 * @param cart product ids in the cart, or on the page
 * @param terms of the account, against the same catalogue
 * @param intervals how long accounts take to buy products again
 * @param shelf what the account may buy instead of something; null: alternatives are not looked for
 */
public record Request(
        AccountContext account,
        List<String> cart,
        Catalogue catalogue,
        ModelLists model,
        Instant now,
        Terms terms,
        ProductIntervals intervals,
        @Nullable Shelf shelf) {
    public Request {
        cart = List.copyOf(cart);
    }

    /** What can stand in for what; {@link Families#NONE} if alternatives are not looked for. */
    public Families families() {
        return shelf == null ? Families.NONE : shelf.families();
    }

    /** Where the merchant has no contracts, nothing is known of intervals, and no alternatives are looked for. */
    public Request(AccountContext account, List<String> cart, Catalogue catalogue, ModelLists model, Instant now) {
        this(account, cart, catalogue, model, now, Terms.open(catalogue), ProductIntervals.NONE, null);
    }
}
