package io.desirepath.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What readers of change feeds still have to read, from the readiness answer: the check {@code feeds} has
 * {@code <feed>.lagEvents} for each feed, the check {@code model} says {@code trained}.
 *
 * @param lags one text for each feed that is behind, {@code activities: 120 events}
 * @param trained whether recommendations have a trained model; true for services without one
 */
record CatchUp(List<String> lags, boolean trained) {

    private static final String LAG = ".lagEvents";

    static CatchUp of(JsonNode readiness) {
        List<String> lags = new ArrayList<>();
        check(readiness, "feeds").ifPresent(data -> data.properties().forEach(entry -> {
            if (entry.getKey().endsWith(LAG) && entry.getValue().asLong() > 0) {
                String feed = entry.getKey().substring(0, entry.getKey().length() - LAG.length());
                lags.add(feed + ": " + entry.getValue().asLong() + " events");
            }
        }));
        boolean trained = check(readiness, "model")
                .map(data -> data.path("trained").asBoolean())
                .orElse(true);
        return new CatchUp(lags, trained);
    }

    boolean done() {
        return lags.isEmpty();
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
