package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import java.time.Instant;
import java.util.List;

/**
 * All that candidates depend on.
 *
 * @param account an empty context for an account nobody has heard of
 * @param cart product ids in the cart, or on the page
 * @param terms of the account, against the same catalogue
 */
public record Request(
        AccountContext account, List<String> cart, Catalogue catalogue, ModelLists model, Instant now, Terms terms) {
    public Request {
        cart = List.copyOf(cart);
    }

    /** A request where the merchant has neither catalogues nor price lists. */
    public Request(AccountContext account, List<String> cart, Catalogue catalogue, ModelLists model, Instant now) {
        this(account, cart, catalogue, model, now, Terms.open(catalogue));
    }
}
