package io.desirepath.benchmark.journey.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in the Segment form, one JSON object a line. The account is {@code context.groupId} or {@code groupId}, else
 * the user. An event without a message id gets one made of its line.
 */
final class EventFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Marks marks = new Marks();
    private final BadLines bad;
    private final Map<String, List<Observation>> byAccount = new TreeMap<>();
    private final Map<String, Integer> unknown = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private boolean namesNewContacts;
    private int duplicates;
    private int read;

    private EventFile(BadLines bad) {
        this.bad = bad;
    }

    /**
     * What a file says.
     *
     * @param byAccount evidence in order
     * @param unknown how often events came that are neither in the vocabulary nor a mark
     * @param read events that are evidence
     * @param duplicates events whose message id had come before
     */
    record Content(Map<String, List<Observation>> byAccount, Map<String, Integer> unknown, int read, int duplicates) {}

    static Content read(Path file, BadLines bad) throws IOException {
        var events = new EventFile(bad);
        try (BufferedReader lines = TextFile.open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    events.line(number, line);
                }
            }
        }
        return events.content();
    }

    private void line(int number, String line) {
        try {
            event(number, JSON.readTree(line));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            bad.add(number, e instanceof JsonProcessingException ? "not JSON" : String.valueOf(e.getMessage()));
        }
    }

    private void event(int number, JsonNode json) {
        String name = switch (json.path("type").asText("track")) {
            case "track" -> required(json, "event");
            case "page", "screen" -> Vocabulary.PAGE_VIEWED;
            case "identify", "group", "alias" -> Vocabulary.IDENTIFY;
            default -> throw new IllegalArgumentException("an unknown type of call");
        };
        switch (marks.of(name, json.path("properties"))) {
            case Marks.Meaning.Evidence(Mark mark) -> evidence(number, json, name, mark);
            case Marks.Meaning.Nothing() -> {}
            case Marks.Meaning.Unknown() -> unknown.merge(name, 1, Integer::sum);
        }
    }

    private void evidence(int number, JsonNode json, String name, Mark mark) {
        Instant at = Times.parse(required(json, "timestamp"));
        String person = text(json, "userId", "anonymousId");
        String group = text(json.path("context"), "groupId", "groupId");
        String account = group == null ? text(json, "groupId", "accountId") : group;
        String subject = account == null ? person : account;
        if (subject == null) {
            throw new IllegalArgumentException("nobody's: no groupId, userId or anonymousId");
        }
        String id = text(json, "messageId", "messageId");
        if (id != null && !ids.add(id)) {
            duplicates++;
            return;
        }
        namesNewContacts |= mark == Mark.NEW_CONTACT;
        var messageId = new MessageId(id == null ? "line-%09d".formatted(number) : id);
        byAccount
                .computeIfAbsent(subject, key -> new ArrayList<>())
                .add(new Observation(at, messageId, mark, account == null ? null : person, name));
        read++;
    }

    /** Where a file names new contacts itself, telling them from its users again would count each twice. */
    private Content content() {
        var sorted = new TreeMap<String, List<Observation>>();
        byAccount.forEach((account, observations) -> sorted.put(
                account,
                observations.stream()
                        .map(one -> namesNewContacts
                                ? new Observation(one.at(), one.messageId(), one.mark(), null, one.event())
                                : one)
                        .sorted()
                        .toList()));
        return new Content(sorted, unknown, read, duplicates);
    }

    private static String required(JsonNode json, String field) {
        String text = text(json, field, field);
        if (text == null) {
            throw new IllegalArgumentException("no " + field);
        }
        return text;
    }

    private static @Nullable String text(JsonNode json, String first, String second) {
        for (String field : List.of(first, second)) {
            JsonNode value = json.path(field);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                return value.asText();
            }
        }
        return null;
    }
}
