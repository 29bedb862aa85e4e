package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.AccountContext.Person;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.ranking.domain.Conditions;
import io.desirepath.recommendation.ranking.domain.ContentPiece;
import io.desirepath.recommendation.ranking.domain.ProductAttributes;
import io.desirepath.recommendation.ranking.domain.Rule;
import io.desirepath.recommendation.ranking.domain.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the lists of one answer have in common, read once, so that they agree.
 *
 * @param known whether anybody has heard of the account
 * @param account as lists may know it: empty for an account that is not known, or is held out
 * @param standing where the account stands, also if it is held out
 * @param person who will see the lists; null if nobody says, or nothing is known of the person
 * @param rules in the order in which they are asked
 */
record Situation(
        AccountId accountId,
        @Nullable ContactId contact,
        boolean known,
        AccountContext account,
        AccountContext.@Nullable Standing standing,
        @Nullable Person person,
        List<BuyingRole> missingRoles,
        Catalogue catalogue,
        ProductAttributes attributes,
        ModelLists model,
        Strategy strategy,
        boolean heldOut,
        List<Rule> rules,
        List<ContentPiece> content,
        Instant now) {

    @Nullable
    Stage stage() {
        return standing == null ? null : standing.stage();
    }

    @Nullable
    Map<Stage, Double> belief() {
        return standing == null ? null : standing.probabilities();
    }

    /** What rules may ask of the account and the person. */
    Conditions.Asking asking() {
        return new Conditions.Asking(
                Map.of(Conditions.ACCOUNT_ID, accountId.value()),
                null,
                null,
                stage(),
                person == null ? null : person.role(),
                person == null ? null : person.department());
    }
}
