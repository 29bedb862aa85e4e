package io.desirepath.service.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import io.desirepath.service.time.UtcTime;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads the times of feeds: an event has three, nearly always as {@link UtcTime} reads them. */
public final class FeedInstants extends StdScalarDeserializer<Instant> {

    FeedInstants() {
        super(Instant.class);
    }

    /** @throws DateTimeParseException if the text is no instant */
    public static Instant parse(String text) {
        Instant usual = UtcTime.parse(text);
        return usual == null ? Instant.parse(text) : usual;
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Instant usual = parser.hasToken(JsonToken.VALUE_STRING) ? UtcTime.parse(parser.getText()) : null;
        return usual == null ? InstantDeserializer.INSTANT.deserialize(parser, context) : usual;
    }
}
