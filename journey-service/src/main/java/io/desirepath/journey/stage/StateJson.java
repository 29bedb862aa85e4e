package io.desirepath.journey.stage;

import static io.desirepath.journey.stage.domain.JourneyState.COUNTED_PERSONS;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.JourneyState.Holding;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Persons;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of stored states, exact to the last bit and short, because a state is rewritten with every event:
 *
 * <pre>{"b": belief, "n": seen, "d": expected, "m": minute, "l": last message, "h": [stage, since, leading, leadingSince],
 *  "p": {mark: persons counted today}, "k": known persons}</pre>
 *
 * The belief is by state of the taxonomy {@code "t"}, which is absent for the default one. Persons are fingerprints of eight bytes in Base64. States stored before this form existed name every field, and persons
 * by their ids: they are read as well, and rewritten with the account's next event.
 */
final class StateJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StateJson() {}

    static String write(JourneyState state) {
        var text = new StringWriter(400);
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartObject();
            if (!state.taxonomy().equals(Taxonomy.SIX_STAGES)) {
                json.writeStringField("t", state.taxonomy().name());
            }
            json.writeArrayFieldStart("b");
            for (double probability : state.belief()) {
                json.writeNumber(probability);
            }
            json.writeEndArray();
            json.writeNumberField("n", state.seen());
            json.writeNumberField("d", state.expected());
            json.writeNumberField("m", state.minute());
            if (state.lastMessage() != null) {
                json.writeStringField("l", state.lastMessage().value());
            }
            writeHolding(json, state.holding());
            writePersons(json, state);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a journey's state cannot be written", e);
        }
        return text.toString();
    }

    private static void writeHolding(JsonGenerator json, @Nullable Holding holding) throws IOException {
        if (holding != null) {
            json.writeArrayFieldStart("h");
            json.writeString(holding.stage().name());
            json.writeNumber(holding.since());
            json.writeString(holding.leading().name());
            json.writeNumber(holding.leadingSince());
            json.writeEndArray();
        }
    }

    private static void writePersons(JsonGenerator json, JourneyState state) throws IOException {
        json.writeObjectFieldStart("p");
        for (Mark mark : Mark.values()) {
            long[] present = state.present(mark);
            if (present.length > 0) {
                json.writeStringField(mark.name(), base64(present));
            }
        }
        json.writeEndObject();
        json.writeStringField("k", base64(state.knownPersons()));
    }

    static JourneyState read(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node.has("belief") ? named(node) : state(node);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored journey's state cannot be read", e);
        }
    }

    private static JourneyState state(JsonNode node) {
        JsonNode h = node.path("h");
        long[] present = new long[Mark.values().length * COUNTED_PERSONS];
        node.path("p").properties().forEach(mark -> place(present, mark.getKey(), longs(mark.getValue())));
        return new JourneyState(
                Taxonomy.named(node.path("t").asText(Taxonomy.SIX_STAGES.name())),
                doubles(node.path("b")),
                node.path("n").doubleValue(),
                node.path("d").doubleValue(),
                node.path("m").longValue(),
                messageId(node.path("l")),
                present,
                longs(node.path("k")),
                h.isArray() ? holding(h.path(0), h.path(1), h.path(2), h.path(3)) : null);
    }

    private static JourneyState named(JsonNode node) {
        JsonNode holding = node.path("holding");
        long[] present = new long[Mark.values().length * COUNTED_PERSONS];
        node.path("present").properties().forEach(mark -> place(present, mark.getKey(), fingerprints(mark.getValue())));
        return new JourneyState(
                doubles(node.path("belief")),
                node.path("seen").doubleValue(),
                node.path("expected").doubleValue(),
                node.path("minute").longValue(),
                messageId(node.path("last").path("messageId")),
                present,
                Arrays.stream(fingerprints(node.path("knownPersons")))
                        .limit(JourneyState.MOST_KNOWN_PERSONS)
                        .sorted()
                        .toArray(),
                holding.isObject()
                        ? holding(
                                holding.path("stage"),
                                holding.path("since"),
                                holding.path("leading"),
                                holding.path("leadingSince"))
                        : null);
    }

    private static Holding holding(JsonNode stage, JsonNode since, JsonNode leading, JsonNode leadingSince) {
        return new Holding(
                Stage.valueOf(stage.asText()),
                since.longValue(),
                Stage.valueOf(leading.asText()),
                leadingSince.longValue());
    }

    private static void place(long[] present, String mark, long[] persons) {
        System.arraycopy(persons, 0, present, Mark.valueOf(mark).ordinal() * COUNTED_PERSONS, persons.length);
    }

    private static @Nullable MessageId messageId(JsonNode id) {
        return id.isTextual() ? new MessageId(id.textValue()) : null;
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static long[] fingerprints(JsonNode persons) {
        return persons.valueStream()
                .map(JsonNode::asText)
                .mapToLong(Persons::fingerprint)
                .distinct()
                .toArray();
    }

    private static String base64(long[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length);
        bytes.asLongBuffer().put(values);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static long[] longs(JsonNode base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64.asText()));
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }
}
