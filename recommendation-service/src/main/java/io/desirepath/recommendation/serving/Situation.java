package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.AccountContext.Person;
import io.desirepath.recommendation.candidate.KnownCandidates;
import io.desirepath.recommendation.candidate.domain.ContractShelf;
import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.candidate.domain.Shelf;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import io.desirepath.recommendation.catalog.contract.domain.Buyer;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.ranking.domain.Conditions;
import io.desirepath.recommendation.ranking.domain.ProductAttributes;
import io.desirepath.recommendation.ranking.domain.Rule;
import io.desirepath.recommendation.ranking.domain.Strategy;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the lists of one answer have in common, read once, so that they agree.
 *
 * @param isKnown whether anybody has heard of the account
 * @param account as lists may know it: empty for an account that is not known, or is held out
 * @param standing where the account stands, also if it is held out
 * @param person who will see the lists; null if nobody says, or nothing is known of the person
 * @param terms of the account, also if it is held out
 * @param industry of the account, also if it is held out
 * @param buyer the same
 * @param rules in the order in which they are asked
 * @param known candidates of other lists
 * @param intervals how long accounts take to buy products again
 * @param alternatives families, and what replaces what; null while they are not derived
 */
record Situation(
        AccountId accountId,
        @Nullable ContactId contact,
        boolean isKnown,
        AccountContext account,
        AccountContext.@Nullable Standing standing,
        @Nullable Person person,
        List<BuyingRole> missingRoles,
        Catalogue catalogue,
        Terms terms,
        ProductAttributes attributes,
        ModelLists model,
        Strategy strategy,
        boolean heldOut,
        List<Rule> rules,
        List<ContentItem> content,
        Instant now,
        @Nullable String industry,
        Buyer buyer,
        KnownCandidates known,
        ProductIntervals intervals,
        @Nullable Alternatives alternatives) {

    @Nullable
    Stage stage() {
        return standing == null ? null : standing.stage();
    }

    @Nullable
    Map<Stage, Double> belief() {
        return standing == null ? null : standing.probabilities();
    }

    private Map<String, String> traits() {
        Map<String, String> traits = new HashMap<>();
        traits.put(Conditions.ACCOUNT_ID, accountId.value());
        if (!buyer.lineage().isEmpty()) {
            Buyer.Party own = buyer.lineage().getFirst();
            if (own.priceGroup() != null) {
                traits.put(Conditions.PRICE_GROUP, own.priceGroup());
            }
            if (own.catalogGroup() != null) {
                traits.put(Conditions.CATALOG_GROUP, own.catalogGroup());
            }
        }
        return traits;
    }

    /** What rules may ask of the account and the person. */
    Conditions.Asking asking() {
        return new Conditions.Asking(
                traits(),
                industry,
                buyer.country(),
                stage(),
                person == null ? null : person.role(),
                person == null ? null : person.department());
    }

    /** What the account may buy instead of something. */
    @Nullable
    Shelf shelf() {
        return alternatives == null ? null : new ContractShelf(catalogue, terms, alternatives, now);
    }
}
