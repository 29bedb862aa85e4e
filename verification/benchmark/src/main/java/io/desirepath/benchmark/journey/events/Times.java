package io.desirepath.benchmark.journey.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as files write them. */
final class Times {
    private Times() {}

    /**
     * RFC 3339, or without an offset (then UTC), or a date alone (its midnight, UTC).
     *
     * @throws DateTimeException if it is none of these
     */
    static Instant parse(String text) {
        String time = text.strip().replace(' ', 'T');
        if (time.length() == 10) {
            return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean offset = time.endsWith("Z") || time.indexOf('+', 10) > 0 || time.indexOf('-', 10) > 0;
        return offset
                ? OffsetDateTime.parse(time).toInstant()
                : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    }
}
