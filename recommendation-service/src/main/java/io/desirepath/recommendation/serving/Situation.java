package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.candidate.domain.ContractShelf;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.ranking.CatalogueAttributes;
import io.desirepath.recommendation.ranking.domain.ProductAttributes;
import io.desirepath.recommendation.ranking.domain.Strategy;
import java.time.Instant;
import java.util.List;

/**
 * What a list is made from. The lists of one answer have all of it in common but the treatment, so that they agree.
 *
 * @param terms of the account, also if it is held out: it still buys under its contract
 * @param now to the minute: what is asked for twice in a row is answered alike, to the last digit of the score
 */
record Situation(Asker asker, MerchantState merchant, Treatment treatment, Terms terms, Instant now) {

    static final AccountContext NOTHING = new AccountContext(null, List.of(), List.of(), 0);

    Catalogue catalogue() {
        return merchant.catalogue();
    }

    ProductAttributes attributes() {
        return new CatalogueAttributes(merchant.catalogue(), merchant.families());
    }

    Strategy strategy() {
        return treatment.strategy();
    }

    boolean heldOut() {
        return treatment.heldOut();
    }

    /** What the list may know of the account. */
    AccountContext context() {
        return heldOut() ? NOTHING : asker.context();
    }

    List<ContentItem> content() {
        return heldOut() ? List.of() : merchant.content().validAt(now);
    }

    /** What candidates are looked for by. */
    Request request(List<String> items) {
        return new Request(
                context(),
                items,
                merchant.catalogue(),
                merchant.model(),
                now,
                terms,
                merchant.intervals(),
                merchant.alternatives() == null
                        ? null
                        : new ContractShelf(merchant.catalogue(), terms, merchant.alternatives(), now));
    }
}
