package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.ranking.domain.Option;
import io.desirepath.recommendation.ranking.domain.Placed;
import io.desirepath.recommendation.ranking.domain.Rule;
import io.desirepath.recommendation.serving.Recommendations.AppliedRule;
import io.desirepath.recommendation.serving.Recommendations.CandidatePath;
import io.desirepath.recommendation.serving.Recommendations.Explanation;
import io.desirepath.recommendation.serving.Recommendations.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of every candidate how it came in or where it was lost. */
final class Explanations {

    private final OneList list;
    private final List<CandidatePath> paths = new ArrayList<>();
    private final Set<Option.Item> shown = new HashSet<>();

    private Explanations(OneList list) {
        this.list = list;
    }

    static Explanation of(OneList list) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, list.candidates.of(kind).size());
        }
        counts.put(
                Kind.CONTENT,
                list.selection.options().getOrDefault(Kind.CONTENT, List.of()).size());
        return new Explanation(
                list.mix.slots(list.query.limit()),
                counts,
                list.candidates.removed(),
                list.situation.heldOut(),
                list.situation.asker().missingRoles(),
                list.propensity(),
                new Explanations(list).paths());
    }

    private List<CandidatePath> paths() {
        for (Placed placed : list.placed) {
            shown.add(placed.option().item());
            paths.add(path(
                    placed.option().item(),
                    Outcome.SHOWN,
                    null,
                    null,
                    placed.option().rule(),
                    paths.size() + 1,
                    placed));
        }
        list.selection.options().values().forEach(this::addOutranked);
        list.selection
                .lost()
                .forEach(lost -> paths.add(path(lost.item(), lost.outcome(), null, null, lost.rule(), null, null)));
        list.removals.forEach(removal -> paths.add(path(
                new Option.Item.Product(removal.candidate()),
                Outcome.REMOVED,
                null,
                removal.filter(),
                null,
                null,
                null)));
        return paths;
    }

    private void addOutranked(List<Option> options) {
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            if (!shown.contains(option.item())) {
                paths.add(path(option.item(), Outcome.OUTRANKED, i + 1, null, option.rule(), null, null));
            }
        }
    }

    private CandidatePath path(
            Option.Item item,
            Outcome outcome,
            @Nullable Integer rank,
            @Nullable String removedBy,
            @Nullable Rule rule,
            @Nullable Integer position,
            @Nullable Placed placed) {
        String product = item instanceof Option.Item.Product(Candidate candidate)
                ? list.situation.catalogue().id(candidate.product())
                : null;
        return new CandidatePath(
                product,
                product == null ? String.valueOf(item.identity()) : null,
                item.kind(),
                generator(item.kind()),
                Reasons.rounded(item.score()),
                features(item),
                outcome,
                rank,
                removedBy,
                AppliedRule.of(rule),
                position,
                placed == null ? null : placed.origin(),
                placed == null ? null : placed.propensity());
    }

    private static Map<String, Double> features(Option.Item item) {
        return switch (item) {
            case Option.Item.Product(Candidate candidate) -> Reasons.features(candidate);
            case Option.Item.Content(var match) -> ContentReasons.features(match);
        };
    }

    private static String generator(Kind kind) {
        return switch (kind) {
            case REORDER -> "history";
            case CROSS_SELL -> "complements";
            case TRENDING -> "trending";
            case UPSELL, SUBSTITUTE -> "substitutes";
            case CONTENT -> "content";
            case PINNED -> "rule";
        };
    }
}
