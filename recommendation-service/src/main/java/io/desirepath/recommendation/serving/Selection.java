package io.desirepath.recommendation.serving;

import io.desirepath.contracts.condition.Condition;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.ranking.domain.Conditions;
import io.desirepath.recommendation.ranking.domain.ContentMatch;
import io.desirepath.recommendation.ranking.domain.Option;
import io.desirepath.recommendation.ranking.domain.ProductAttributes;
import io.desirepath.recommendation.ranking.domain.Rule;
import io.desirepath.recommendation.ranking.domain.RulesInForce;
import io.desirepath.recommendation.serving.Recommendations.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The candidates that a list may be made of: not those that a rule, the request or an earlier list takes away. */
final class Selection {

    /** A candidate that was taken away. */
    record Lost(Option.Item item, Outcome outcome, @Nullable Rule rule) {}

    private final RulesInForce rules;
    private final @Nullable Condition filter;
    private final Set<Object> taken;
    private final ProductAttributes attributes;
    private final Map<Kind, List<Option>> options = new EnumMap<>(Kind.class);
    private final List<Lost> lost = new ArrayList<>();

    /** @param taken what is in earlier lists */
    Selection(RulesInForce rules, @Nullable Condition filter, Set<Object> taken, ProductAttributes attributes) {
        this.rules = rules;
        this.filter = filter;
        this.taken = taken;
        this.attributes = attributes;
    }

    void addProducts(Candidates candidates) {
        for (Kind kind : Kind.values()) {
            List<Candidate> ofKind = candidates.of(kind);
            if (!ofKind.isEmpty()) {
                List<Option> kept = new ArrayList<>(ofKind.size());
                for (Candidate candidate : ofKind) {
                    keep(candidate, kept);
                }
                options.put(kind, kept);
            }
        }
    }

    void addContent(List<ContentMatch> matches) {
        List<Option> kept = new ArrayList<>(matches.size());
        for (ContentMatch match : matches) {
            Option.Item item = new Option.Item.Content(match);
            if (filter != null) {
                // It asks for attributes of products, and content has none.
                lost.add(new Lost(item, Outcome.FILTERED, null));
            } else if (taken.contains(item.identity())) {
                lost.add(new Lost(item, Outcome.IN_OTHER_PLACEMENT, null));
            } else {
                kept.add(new Option(item, null));
            }
        }
        options.put(Kind.CONTENT, kept);
    }

    Map<Kind, List<Option>> options() {
        return options;
    }

    List<Lost> lost() {
        return lost;
    }

    /** How many different products or pieces were lost in a way. */
    int count(Outcome outcome) {
        if (lost.isEmpty()) {
            return 0;
        }
        Set<Object> identities = new HashSet<>();
        for (Lost each : lost) {
            if (each.outcome() == outcome) {
                identities.add(each.item().identity());
            }
        }
        return identities.size();
    }

    private void keep(Candidate candidate, List<Option> kept) {
        int product = candidate.product();
        Option.Item item = new Option.Item.Product(candidate);
        Rule excluding = rules.isEmpty() ? null : rules.excluding(product);
        if (excluding != null) {
            lost.add(new Lost(item, Outcome.EXCLUDED, excluding));
        } else if (filter != null && !Conditions.holds(filter, new Conditions.ProductFacts(attributes, product))) {
            lost.add(new Lost(item, Outcome.FILTERED, null));
        } else if (taken.contains(product)) {
            lost.add(new Lost(item, Outcome.IN_OTHER_PLACEMENT, null));
        } else {
            kept.add(new Option(item, attributes.family(product)));
        }
    }
}
