package io.desirepath.recommendation.serving;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import io.desirepath.recommendation.ranking.domain.ContentMatch;
import io.desirepath.recommendation.serving.Recommendations.Reason;
import io.desirepath.recommendation.serving.Recommendations.ReasonCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words why a piece of content is recommended. */
final class ContentReasons {

    /** From which probability on a stage is named as a reason. */
    private static final double LIKELY = 0.25;

    private ContentReasons() {}

    static Reason of(ContentMatch match) {
        List<Evidence> evidence = List.of(new Evidence.Tags(
                Reasons.rounded(match.stage()),
                Reasons.rounded(match.persona()),
                Reasons.rounded(match.role()),
                Reasons.rounded(match.family())));
        String type = match.piece().type().phrase();
        BuyingRole missing = match.missing();
        if (missing != null) {
            String role = word(missing);
            return new Reason(
                    ReasonCode.BUYING_GROUP_GAP,
                    "No %s is known yet: this %s is for %ss.".formatted(role, type, role),
                    evidence);
        }
        List<String> suits = suits(match);
        String text = suits.isEmpty()
                ? "This %s is of general interest.".formatted(type)
                : "This %s is %s.".formatted(type, String.join(", ", suits));
        return new Reason(ReasonCode.CONTENT_MATCH, text, evidence);
    }

    static Map<String, Double> features(ContentMatch match) {
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("stage", Reasons.rounded(match.stage()));
        features.put("persona", Reasons.rounded(match.persona()));
        features.put("role", Reasons.rounded(match.role()));
        features.put("family", Reasons.rounded(match.family()));
        return features;
    }

    private static List<String> suits(ContentMatch match) {
        ContentItem piece = match.piece();
        List<String> suits = new ArrayList<>();
        if (!piece.stages().isEmpty() && match.stage() >= LIKELY) {
            suits.add("for companies in "
                    + joined(piece.stages().stream()
                            .sorted()
                            .map(ContentReasons::word)
                            .toList()));
        }
        if (!piece.personas().isEmpty() && match.persona() == 1) {
            suits.add("for people of this persona");
        }
        if (!piece.roles().isEmpty() && match.role() == 1) {
            suits.add("for "
                    + joined(piece.roles().stream()
                            .sorted()
                            .map(role -> word(role) + "s")
                            .toList()));
        }
        if (!piece.families().isEmpty() && match.family() == 1) {
            suits.add("about " + joined(piece.families().stream().sorted().toList()));
        }
        return suits;
    }

    private static String joined(List<String> words) {
        return words.stream().collect(Collectors.joining(" or "));
    }

    private static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static String word(BuyingRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
