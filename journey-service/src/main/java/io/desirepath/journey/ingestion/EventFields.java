package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.service.time.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an event as leniently as its senders write them. */
final class EventFields {

    private static final int MOST_YEAR = 9999;

    private EventFields() {}

    /** A string, or a number as its digits; null if it is absent, null or empty. */
    static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        String text = value.isTextual() ? value.textValue() : value.isNumber() ? value.asText() : "";
        return text.isEmpty() ? null : text;
    }

    /** The first of the fields that has a text. */
    static @Nullable String text(JsonNode object, String first, String... others) {
        String found = text(object, first);
        for (int i = 0; found == null && i < others.length; i++) {
            found = text(object, others[i]);
        }
        return found;
    }

    /**
     * An id, made by its type's constructor.
     *
     * @throws UnusableEventException INVALID_ID if the type refuses it
     */
    static <T> @Nullable T id(@Nullable String text, String field, Function<String, T> type)
            throws UnusableEventException {
        try {
            return text == null ? null : type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableEventException(RejectReason.INVALID_ID, field + ": " + e.getMessage());
        }
    }

    /**
     * A time in the ISO 8601 forms that clients send; UTC if it names no offset.
     *
     * @throws UnusableEventException INVALID_TIME if it has another form
     */
    static @Nullable Instant time(JsonNode object, String field) throws UnusableEventException {
        String text = text(object, field);
        try {
            return text == null ? null : instant(text);
        } catch (DateTimeException e) {
            throw new UnusableEventException(
                    RejectReason.INVALID_TIME, field + ": not a time of the form 2026-01-31T12:00:00Z");
        }
    }

    private static Instant instant(String text) {
        Instant usual = UtcTime.parse(text);
        if (usual != null) {
            return usual;
        }
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.contains("T") ? text : text + "T00:00:00Z", OffsetDateTime::from, LocalDateTime::from);
        // Further away no clock is, and differences of such times overflow.
        if (time.get(ChronoField.YEAR) < 0 || time.get(ChronoField.YEAR) > MOST_YEAR) {
            throw new DateTimeException("no year of four digits");
        }
        return switch (time) {
            case OffsetDateTime withOffset -> withOffset.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(time).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }
}
