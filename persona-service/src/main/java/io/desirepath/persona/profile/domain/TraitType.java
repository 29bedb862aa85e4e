package io.desirepath.persona.profile.domain;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a trait's values may be, if the merchant has declared it. */
public enum TraitType {
    STRING,
    NUMBER,
    BOOLEAN,
    /** A string with a date of ISO 8601, {@code 2026-10-02}, or a time of RFC 3339. */
    DATE;

    /** @param value a string, a number or a boolean */
    public boolean fits(Object value) {
        return switch (this) {
            case STRING -> value instanceof String;
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case DATE -> value instanceof String text && isDate(text);
        };
    }

    /** The narrowest type that the value fits. */
    public static TraitType of(Object value) {
        return switch (value) {
            case Number number -> NUMBER;
            case Boolean truth -> BOOLEAN;
            case String text when isDate(text) -> DATE;
            default -> STRING;
        };
    }

    /** As it goes over the wire: {@code number}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isDate(String text) {
        DateTimeFormatter format =
                text.indexOf('T') < 0 ? DateTimeFormatter.ISO_LOCAL_DATE : DateTimeFormatter.ISO_OFFSET_DATE_TIME;
        try {
            format.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
