package io.desirepath.benchmark.journey.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.benchmark.journey.simulation.Parameters;
import io.desirepath.journey.activity.VocabularyFile;
import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.stage.domain.Mark;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an event counts as: by the vocabulary that ships, else by a mark's own name, {@code rfq} or {@code review_pos}. */
final class Marks {
    private final Vocabulary vocabulary = VocabularyFile.load();
    private final Map<String, Mark> raw = new HashMap<>();

    Marks() {
        for (Mark mark : Mark.values()) {
            raw.put(Parameters.rawName(mark), mark);
            raw.put(key(mark.name()), mark);
            raw.put(key(mark.typicalEvent()), mark);
        }
    }

    /** What a name means. */
    sealed interface Meaning {
        record Evidence(Mark mark) implements Meaning {}

        /** The vocabulary knows it, and that it is no evidence of a stage. */
        record Nothing() implements Meaning {}

        record Unknown() implements Meaning {}
    }

    /** @param properties the event's, an object or missing */
    Meaning of(String event, JsonNode properties) {
        Optional<EventType> type = vocabulary.find(event);
        if (type.isPresent()) {
            String property = type.get().numberProperty();
            Double number = property == null
                    ? null
                    : EventType.number(properties.path(property).asText(null));
            Mark mark = type.get().markGiven(number);
            return mark == null ? new Meaning.Nothing() : new Meaning.Evidence(mark);
        }
        Mark mark = raw.get(key(event));
        return mark == null ? new Meaning.Unknown() : new Meaning.Evidence(mark);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
