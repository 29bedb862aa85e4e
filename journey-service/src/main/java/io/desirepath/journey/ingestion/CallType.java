package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;

/** The kinds of calls of Segment's HTTP protocol. */
enum CallType {
    TRACK,
    IDENTIFY,
    GROUP,
    PAGE,
    SCREEN,
    ALIAS;

    /** The call that the browser library abbreviates by its first letter. */
    static CallType ofLetter(char letter) {
        return Arrays.stream(values())
                .filter(type -> Character.toLowerCase(type.name().charAt(0)) == letter)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no call begins with this letter"));
    }

    /**
     * The call that a path ends with: its name, or its first letter.
     *
     * @throws IllegalArgumentException if it is none
     */
    static CallType ofPath(String segment) {
        return segment.length() == 1 ? ofLetter(segment.charAt(0)) : valueOf(segment.toUpperCase(Locale.ROOT));
    }

    /**
     * What an event says that it is; without a {@code type} it is a track call.
     *
     * @throws UnusableEventException UNSUPPORTED_TYPE if it says something else
     */
    static CallType of(JsonNode event) throws UnusableEventException {
        String type = EventFields.text(event, "type");
        if (type == null) {
            return TRACK;
        }
        for (CallType known : values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(type.toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        throw new UnusableEventException(
                RejectReason.UNSUPPORTED_TYPE, "type: track, identify, group, page, screen or alias");
    }
}
