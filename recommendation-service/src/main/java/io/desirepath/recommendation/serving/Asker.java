package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.AccountContext.Person;
import io.desirepath.recommendation.catalog.contract.domain.Buyer;
import io.desirepath.recommendation.ranking.domain.Conditions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For whom lists are made, and what is known of them.
 *
 * @param isKnown whether anybody has heard of the account
 * @param context empty if it is not known
 * @param person who will see the lists; null if nobody says, or nothing is known of the person
 * @param missingRoles of the buying group, as far as is known
 */
record Asker(
        AccountId account,
        boolean isKnown,
        AccountContext context,
        @Nullable Person person,
        List<BuyingRole> missingRoles) {

    /** The held stage; null if nothing has been heard of one. */
    @Nullable
    Stage stage() {
        return context.standing() == null ? null : context.standing().stage();
    }

    /** The probability of each stage; null if nothing has been heard of any. */
    @Nullable
    Map<Stage, Double> belief() {
        return context.standing() == null ? null : context.standing().probabilities();
    }

    /** What rules may ask of the account and the person. */
    Conditions.Asking asking() {
        return new Conditions.Asking(
                traits(),
                context.industry(),
                context.buyer().country(),
                stage(),
                person == null ? null : person.role(),
                person == null ? null : person.department());
    }

    private Map<String, String> traits() {
        Map<String, String> traits = new HashMap<>();
        traits.put(Conditions.ACCOUNT_ID, account.value());
        if (!context.buyer().lineage().isEmpty()) {
            Buyer.Party own = context.buyer().lineage().getFirst();
            if (own.priceGroup() != null) {
                traits.put(Conditions.PRICE_GROUP, own.priceGroup());
            }
            if (own.catalogGroup() != null) {
                traits.put(Conditions.CATALOG_GROUP, own.catalogGroup());
            }
        }
        return traits;
    }
}
