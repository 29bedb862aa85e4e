package io.desirepath.persona.persona;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.service.feed.FeedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two versions of a persona, field by field.
 *
 * @param from the version compared with
 * @param to the version compared
 */
@Schema(name = "PersonaDiff")
public record PersonaDiff(String personaId, int from, int to, List<Change> changes) {

    /** What became of a value. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * @param field {@code goals}, {@code stageNeeds.DECISION.need}, {@code scorecard.base}
     * @param from the value before, null if it is added
     * @param to the value now, null if it is removed
     */
    @Schema(name = "PersonaChange")
    public record Change(
            String field,
            Kind kind,
            @Nullable Object from,
            @Nullable Object to) {}

    static PersonaDiff between(PersonaRow from, PersonaRow to) {
        List<Change> changes = new ArrayList<>();
        compare("", tree(from), tree(to), changes);
        return new PersonaDiff(to.id().value(), from.version(), to.version(), List.copyOf(changes));
    }

    private static JsonNode tree(PersonaRow row) {
        return FeedJson.MAPPER.valueToTree(row.description());
    }

    private static void compare(String field, JsonNode before, JsonNode after, List<Change> changes) {
        if (before.equals(after)) {
            return;
        }
        switch (before) {
            case ObjectNode old
            when after instanceof ObjectNode now && !old.has("says") -> {
                for (String name : names(old, now)) {
                    String path = field.isEmpty() ? name : field + "." + name;
                    compare(path, old.path(name), now.path(name), changes);
                }
            }
            case ArrayNode old when after instanceof ArrayNode now -> compareItems(field, old, now, changes);
            case JsonNode old when absent(old) -> changes.add(new Change(field, Kind.ADDED, null, after));
            case JsonNode old when absent(after) -> changes.add(new Change(field, Kind.REMOVED, old, null));
            default -> changes.add(new Change(field, Kind.CHANGED, before, after));
        }
    }

    /** Items are the same if they are equal, and lines of a scorecard if they say the same. */
    private static void compareItems(String field, ArrayNode before, ArrayNode after, List<Change> changes) {
        Map<String, JsonNode> old = keyed(before);
        Map<String, JsonNode> now = keyed(after);
        int known = changes.size();
        old.forEach((key, item) -> compare(field, item, now.getOrDefault(key, MissingNode.getInstance()), changes));
        now.forEach((key, item) -> {
            if (!old.containsKey(key)) {
                changes.add(new Change(field, Kind.ADDED, null, item));
            }
        });
        if (changes.size() == known) {
            changes.add(new Change(field, Kind.CHANGED, before, after));
        }
    }

    private static Map<String, JsonNode> keyed(ArrayNode items) {
        Map<String, JsonNode> keyed = new LinkedHashMap<>();
        items.forEach(item -> {
            String key = item.path("says").asText(item.toString());
            // Two lines may say the same.
            while (keyed.containsKey(key)) {
                key += "'";
            }
            keyed.put(key, item);
        });
        return keyed;
    }

    private static Set<String> names(ObjectNode before, ObjectNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
