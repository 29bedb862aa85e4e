package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Removed;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.ranking.domain.Option;
import io.desirepath.recommendation.ranking.domain.Placed;
import io.desirepath.recommendation.serving.Recommendations.AppliedRule;
import io.desirepath.recommendation.serving.Recommendations.EmptyReason;
import io.desirepath.recommendation.serving.Recommendations.FallbackReason;
import io.desirepath.recommendation.serving.Recommendations.Item;
import io.desirepath.recommendation.serving.Recommendations.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes lists as answers: items with names, prices and reasons, and why an answer is empty or not personal. */
final class Answers {

    private Answers() {}

    static Recommendations of(OneList list, UUID id) {
        Situation situation = list.situation;
        return new Recommendations(
                id,
                situation.asker().account(),
                list.query.placement().wireName(),
                situation.asker().stage(),
                situation.strategy().version(),
                situation.merchant().model().version(),
                items(list),
                fallbackReason(situation),
                list.placed.isEmpty() ? emptyReason(list) : null,
                list.query.explain() ? Explanations.of(list) : null);
    }

    private static List<Item> items(OneList list) {
        Reasons reasons = new Reasons(
                list.situation.catalogue(), list.situation.merchant().model().trendingDays());
        List<Item> items = new ArrayList<>(list.placed.size());
        for (Placed placed : list.placed) {
            items.add(item(placed, items.size() + 1, list, reasons));
        }
        return items;
    }

    private static Item item(Placed placed, int position, OneList list, Reasons reasons) {
        Catalogue catalogue = list.situation.catalogue();
        boolean explain = list.query.explain();
        Option option = placed.option();
        AppliedRule rule = AppliedRule.of(option.rule());
        double score = Reasons.rounded(option.item().score());
        return switch (option.item()) {
            case Option.Item.Product(Candidate candidate) ->
                new Recommendations.Product(
                        catalogue.id(candidate.product()),
                        catalogue.name(candidate.product()),
                        candidate.kind(),
                        score,
                        position,
                        list.situation.asker().isKnown() ? Prices.of(candidate, list.request) : null,
                        reasons.of(candidate).by(rule),
                        explain ? Reasons.features(candidate) : null);
            case Option.Item.Content(var match) ->
                new Recommendations.Content(
                        match.piece().id(),
                        match.piece().title(),
                        match.piece().url(),
                        Kind.CONTENT,
                        score,
                        position,
                        ContentReasons.of(match),
                        explain ? ContentReasons.features(match) : null);
        };
    }

    private static @Nullable FallbackReason fallbackReason(Situation situation) {
        if (!situation.asker().isKnown()) {
            return FallbackReason.UNKNOWN_ACCOUNT;
        }
        if (situation.merchant().model().version() == null) {
            return FallbackReason.NO_MODEL;
        }
        // That an account is held out is said in the explanation only.
        return situation.context().history().isEmpty() && !situation.heldOut() ? FallbackReason.NO_HISTORY : null;
    }

    private static EmptyReason emptyReason(OneList list) {
        Removed removed = list.removed();
        String message;
        if (!list.selection.lost().isEmpty()) {
            message = "Merchandising rules, the filter of the request, or earlier lists took away what the hard filters"
                    + " left.";
        } else if (removed.total() > 0) {
            message = "Filters removed every candidate.";
        } else if (list.situation.merchant().model().version() == null) {
            message = "No model has been trained yet, and the account has bought nothing.";
        } else {
            message = "There is nothing to go by yet: no purchase, and nothing that goes with what was given.";
        }
        return new EmptyReason(
                message,
                removed,
                list.selection.count(Outcome.FILTERED),
                list.selection.count(Outcome.EXCLUDED),
                list.selection.count(Outcome.IN_OTHER_PLACEMENT));
    }
}
