package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.recommendation.ranking.domain.Rule;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A merchandising rule as a merchant writes it. It names products, or says which ones by their attributes (conditions of
 * type {@code trait}); where it counts is said by placements, dates and a condition on the account and the person.
 *
 * @param name for people; shown in the reason
 * @param productIds this or {@code items}; a pin has up to ten
 * @param items conditions on attributes of products
 * @param when conditions of the types industry, country, stage, role, department, and trait for accountId, priceGroup and
 *     catalogGroup
 * @param placements left out: everywhere
 * @param position of a pin; left out: 1
 * @param factor of a boost; left out: 2
 * @param priority left out: 0
 * @param enabled left out: true
 */
@Schema(name = "MerchandisingRuleDocument")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleDocument(
        @Nullable String name,
        Rule.Action action,
        @Nullable List<String> productIds,
        @Nullable Condition items,
        @Nullable Condition when,
        @Nullable List<String> placements,
        @Nullable Integer position,
        @Nullable Double factor,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Integer priority,
        @Nullable Boolean enabled) {

    private static final double FACTOR = 2;
    private static final int MAX_NAME = 256;

    public RuleDocument {
        if (action == null) {
            throw new IllegalArgumentException("action: is required");
        }
        if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
            throw new IllegalArgumentException("name: must have 1 to " + MAX_NAME + " characters, not only blanks");
        }
        if (position != null && action != Rule.Action.PIN) {
            throw new IllegalArgumentException("position: only a pin has one");
        }
        if (factor != null && action != Rule.Action.BOOST) {
            throw new IllegalArgumentException("factor: only a boost has one");
        }
        rule("", name, action, productIds, items, when, placements, position, factor, from, until, priority, enabled);
    }

    Rule rule(String id) {
        return rule(
                id,
                name,
                action,
                productIds,
                items,
                when,
                placements,
                position,
                factor,
                from,
                until,
                priority,
                enabled);
    }

    private static Rule rule(
            String id,
            @Nullable String name,
            Rule.Action action,
            @Nullable List<String> productIds,
            @Nullable Condition items,
            @Nullable Condition when,
            @Nullable List<String> placements,
            @Nullable Integer position,
            @Nullable Double factor,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Integer priority,
            @Nullable Boolean enabled) {
        Set<Placement> where = EnumSet.noneOf(Placement.class);
        if (placements != null) {
            placements.forEach(placement -> where.add(Placement.fromWireName(placement)));
        }
        return new Rule(
                id,
                name,
                action,
                Objects.requireNonNullElse(productIds, List.of()),
                items,
                when,
                where,
                Objects.requireNonNullElse(position, 1),
                Objects.requireNonNullElse(factor, FACTOR),
                from,
                until,
                Objects.requireNonNullElse(priority, 0),
                Objects.requireNonNullElse(enabled, true));
    }
}
