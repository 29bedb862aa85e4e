package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback.Action;
import io.desirepath.journey.activity.domain.Vocabulary;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads which recommendation an event is about. What cannot be used is passed over: the event itself still counts.
 */
final class RecommendationReader {

    private static final Map<String, Action> ACTIONS = Map.of(
            Vocabulary.key("Recommendation Viewed"), Action.VIEWED,
            Vocabulary.key("Recommendation Clicked"), Action.CLICKED,
            Vocabulary.key("Recommendation Dismissed"), Action.DISMISSED);

    private static final int MOST_POSITION = 1000;
    private static final String POSITION = "[1-9][0-9]{0,3}";

    private RecommendationReader() {}

    /** @param properties the event's own, a JSON object, read only if the event is about a recommendation */
    static @Nullable RecommendationFeedback feedback(String event, String properties) {
        Action action = ACTIONS.get(Vocabulary.key(event));
        if (action == null) {
            return null;
        }
        JsonNode read = EventJson.readStored(properties);
        UUID id = id(read);
        return id == null ? null : new RecommendationFeedback(id, action, position(read));
    }

    /** The answer that an event, or a line of an order, says it comes from. */
    static @Nullable UUID id(JsonNode object) {
        String text = EventFields.text(object, "recommendation_id", "recommendationId");
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Integer position(JsonNode properties) {
        String text = EventFields.text(properties, "position");
        if (text == null || !text.matches(POSITION)) {
            return null;
        }
        int position = Integer.parseInt(text);
        return position <= MOST_POSITION ? position : null;
    }
}
