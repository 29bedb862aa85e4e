package io.desirepath.service.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one form of time that nearly everybody sends and {@link Instant#toString} writes,
 * {@code 2026-01-31T12:00:00.123Z}, by its positions: a formatter that reads every form costs more for it than the rest of
 * reading an event.
 */
public final class UtcTime {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final int MOST_DECIMALS = 9;

    private UtcTime() {}

    /**
     * @return null if it has another form or is no moment of this one, such as the 30th of February; a formatter then says
     *     what it is, or why it is none
     */
    public static @Nullable Instant parse(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || text.charAt(end) != 'Z' || !beginsAsForm(text)) {
            return null;
        }
        int nanos = nanos(text, end);
        return nanos < 0 ? null : moment(text, nanos);
    }

    private static boolean beginsAsForm(String text) {
        for (int i = 0; i < FORM.length(); i++) {
            char expected = FORM.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? !isDigit(c) : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Instant moment(String text, int nanos) {
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            nanos)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchMoment) {
            return null;
        }
    }

    /** @return -1 if what follows the seconds are no decimals of them */
    private static int nanos(String text, int end) {
        int from = FORM.length();
        if (from == end) {
            return 0;
        }
        int decimals = end - from - 1;
        if (text.charAt(from) != '.' || decimals < 1 || decimals > MOST_DECIMALS) {
            return -1;
        }
        int nanos = 0;
        for (int i = 0; i < MOST_DECIMALS; i++) {
            char c = i < decimals ? text.charAt(from + 1 + i) : '0';
            if (!isDigit(c)) {
                return -1;
            }
            nanos = nanos * 10 + (c - '0');
        }
        return nanos;
    }

    private static int number(String text, int from, int until) {
        int number = 0;
        for (int i = from; i < until; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
