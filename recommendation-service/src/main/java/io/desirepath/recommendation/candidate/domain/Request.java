package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import java.time.Instant;
import java.util.List;

/**
 * All that candidates depend on.
 *
 * @param account an empty context for an account nobody has heard of
 * @param cart product ids in the cart, or on the page
 */
public record Request(AccountContext account, List<String> cart, Catalogue catalogue, ModelLists model, Instant now) {
    public Request {
        cart = List.copyOf(cart);
    }
}
