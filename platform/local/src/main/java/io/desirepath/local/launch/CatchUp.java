package io.desirepath.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What readers of change feeds still have to read, from the readiness answer: the check {@code feeds} has
 * {@code <feed>.lagEvents} and {@code <feed>.role} for each feed, the check {@code model} says {@code trained}.
 *
 * @param behind one text for each feed that is behind, {@code activities: 120 events}, and for a model to be trained
 */
record CatchUp(List<String> behind) {

    private static final String LAG = ".lagEvents";
    private static final String ROLE = ".role";

    static CatchUp of(JsonNode readiness) {
        List<String> behind = new ArrayList<>();
        check(readiness, "feeds")
                .ifPresent(data -> data.properties().forEach(entry -> {
                    String key = entry.getKey();
                    JsonNode value = entry.getValue();
                    if (key.endsWith(LAG) && value.asLong() > 0) {
                        behind.add(key.substring(0, key.length() - LAG.length()) + ": " + value.asLong() + " events");
                    } else if (key.endsWith(ROLE) && value.asText().equals("starting")) {
                        behind.add(key.substring(0, key.length() - ROLE.length()) + ": starting");
                    }
                }));
        check(readiness, "model")
                .filter(data -> !data.path("trained").asBoolean())
                .ifPresent(data -> behind.add("no model is trained"));
        return new CatchUp(behind);
    }

    private static Optional<JsonNode> check(JsonNode readiness, String name) {
        for (JsonNode check : readiness.path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return Optional.of(check.path("data"));
            }
        }
        return Optional.empty();
    }
}
