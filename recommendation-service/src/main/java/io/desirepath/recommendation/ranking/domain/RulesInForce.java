package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.condition.Facts;
import io.desirepath.recommendation.ranking.domain.Conditions.ProductFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The merchandising rules that count for one list. */
public final class RulesInForce {

    private record Asked(Rule rule, Set<Integer> products) {}

    private final List<Asked> rules = new ArrayList<>();
    private final ProductAttributes attributes;

    private RulesInForce(ProductAttributes attributes) {
        this.attributes = attributes;
    }

    /** @param rules in the order of {@link Rule#FIRST} */
    public static RulesInForce of(
            List<Rule> rules, Placement placement, Facts asking, Instant now, ProductAttributes attributes) {
        RulesInForce inForce = new RulesInForce(attributes);
        for (Rule rule : rules) {
            if (rule.countsAt(now) && rule.countsIn(placement) && Conditions.holds(rule.when(), asking)) {
                Set<Integer> products = new HashSet<>();
                rule.products().forEach(id -> products.add(attributes.find(id)));
                inForce.rules.add(new Asked(rule, products));
            }
        }
        return inForce;
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The products that are pinned, each with the first rule that does, in the order of the rules. */
    public Map<Integer, Rule> pins() {
        Map<Integer, Rule> pins = new LinkedHashMap<>();
        for (Asked asked : rules) {
            if (asked.rule().action() == Rule.Action.PIN) {
                for (String id : asked.rule().products()) {
                    int product = attributes.find(id);
                    if (product >= 0 && excluding(product) == null) {
                        pins.putIfAbsent(product, asked.rule());
                    }
                }
            }
        }
        return pins;
    }

    /** The rule that keeps a product out, whatever others say; null if none does. */
    public @Nullable Rule excluding(int product) {
        return first(product, Set.of(Rule.Action.EXCLUDE));
    }

    /** The rule that moves a product up or down; null if none does. */
    public @Nullable Rule moving(int product) {
        return first(product, Set.of(Rule.Action.BOOST, Rule.Action.BURY));
    }

    private @Nullable Rule first(int product, Set<Rule.Action> actions) {
        for (Asked asked : rules) {
            if (actions.contains(asked.rule().action()) && isAbout(asked, product)) {
                return asked.rule();
            }
        }
        return null;
    }

    private boolean isAbout(Asked asked, int product) {
        return asked.rule().items() == null
                ? asked.products().contains(product)
                : Conditions.holds(asked.rule().items(), new ProductFacts(attributes, product));
    }
}
