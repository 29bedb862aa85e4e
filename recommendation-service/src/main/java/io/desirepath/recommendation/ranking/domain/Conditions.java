package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.contracts.condition.CountryCondition;
import io.desirepath.contracts.condition.DepartmentCondition;
import io.desirepath.contracts.condition.Facts;
import io.desirepath.contracts.condition.IndustryCondition;
import io.desirepath.contracts.condition.RoleCondition;
import io.desirepath.contracts.condition.StageCondition;
import io.desirepath.contracts.condition.TraitCondition;
import io.desirepath.contracts.condition.Truth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The closed vocabulary of conditions, as far as it can be told here: of products their attributes (as {@code trait}), of
 * accounts industry, country, stage and the groups of their contract (as {@code trait}), of the person the role and the
 * department. What cannot be told is refused, never ignored.
 */
public final class Conditions {

    public static final String ACCOUNT_ID = "accountId";
    public static final String PRICE_GROUP = "priceGroup";
    public static final String CATALOG_GROUP = "catalogGroup";

    /** The traits of an account that rules may ask for. */
    public static final Set<String> ACCOUNT_TRAITS = Set.of(ACCOUNT_ID, PRICE_GROUP, CATALOG_GROUP);

    private Conditions() {}

    /**
     * @param field what the condition is in, for the message
     * @throws IllegalArgumentException if the condition asks for anything but attributes that products may have
     */
    public static void requireOfProducts(String field, Condition condition, Predicate<String> attributes) {
        require(field, condition, attributes, false);
    }

    /** @throws IllegalArgumentException if the condition asks for what is not known of accounts here */
    public static void requireOfAccounts(String field, Condition condition) {
        require(field, condition, ACCOUNT_TRAITS::contains, true);
    }

    public static boolean holds(@Nullable Condition condition, Facts facts) {
        return condition == null || condition.evaluate(facts).truth() == Truth.HOLDS;
    }

    private static void require(String field, Condition condition, Predicate<String> traits, boolean ofAccounts) {
        condition.parts().forEach(part -> require(field, part, traits, ofAccounts));
        if (!condition.parts().isEmpty()) {
            return;
        }
        boolean told = switch (condition) {
            case TraitCondition trait -> {
                if (!traits.test(trait.name())) {
                    throw new IllegalArgumentException(field + ": nothing has the attribute '" + trait.name() + "'"
                            + (ofAccounts
                                    ? ", only "
                                            + String.join(
                                                    ", ",
                                                    ACCOUNT_TRAITS.stream()
                                                            .sorted()
                                                            .toList())
                                    : ""));
                }
                yield true;
            }
            case RoleCondition _, DepartmentCondition _, IndustryCondition _, CountryCondition _, StageCondition _ ->
                ofAccounts;
            default -> false;
        };
        if (!told) {
            throw new IllegalArgumentException(
                    field + ": a condition of type '" + condition.type() + "' cannot be asked here");
        }
    }

    /** A product as conditions see it. */
    public record ProductFacts(ProductAttributes attributes, int product) implements Facts {
        @Override
        public @Nullable Object trait(String name) {
            return attributes.value(product, name);
        }

        @Override
        public @Nullable BuyingRole role() {
            return null;
        }

        @Override
        public @Nullable String seniority() {
            return null;
        }

        @Override
        public @Nullable String department() {
            return null;
        }

        @Override
        public @Nullable String title() {
            return null;
        }

        @Override
        public List<AccountFacts> accounts() {
            return List.of();
        }

        @Override
        public @Nullable Long activities(@Nullable String event, @Nullable String touchpoint, int withinDays) {
            return null;
        }
    }

    /**
     * An account, and the person who acts for it, as conditions see them.
     *
     * @param traits by the names of {@link #ACCOUNT_TRAITS}, those that are known
     */
    public record Asking(
            Map<String, String> traits,
            @Nullable String industry,
            @Nullable String country,
            @Nullable Stage stage,
            @Nullable BuyingRole role,
            @Nullable String department)
            implements Facts {
        @Override
        public @Nullable Object trait(String name) {
            return traits.get(name);
        }

        @Override
        public @Nullable String seniority() {
            return null;
        }

        @Override
        public @Nullable String title() {
            return null;
        }

        @Override
        public List<AccountFacts> accounts() {
            return List.of(new AccountFacts(industry, null, country, stage));
        }

        @Override
        public @Nullable Long activities(@Nullable String event, @Nullable String touchpoint, int withinDays) {
            return null;
        }
    }
}
