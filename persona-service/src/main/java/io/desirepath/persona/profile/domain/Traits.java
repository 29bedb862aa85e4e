package io.desirepath.persona.profile.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a merchant may attach to a profile: a flat map of names to strings, numbers and booleans. */
public final class Traits {

    public static final int MAX_ENTRIES = 100;
    public static final int MAX_NAME_LENGTH = 128;
    public static final int MAX_TEXT_LENGTH = 1024;

    private static final int LONG_DIGITS = 18;

    private Traits() {}

    /** The rule that an entry breaks, in words that follow its name; empty if it breaks none. */
    public static Optional<String> objection(String name, @Nullable Object value) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH || !Text.isSingleLine(name)) {
            return Optional.of("a trait's name must have 1 to " + MAX_NAME_LENGTH
                    + " characters, not only blanks and no control characters");
        }
        return switch (value) {
            case String text
            when text.length() > MAX_TEXT_LENGTH -> Optional.of("must have at most " + MAX_TEXT_LENGTH + " characters");
            case String text when !Text.isSingleLine(text) -> Optional.of("must not contain control characters");
            case Double number when !Double.isFinite(number) -> Optional.of("is too large a number");
            case String _, Number _, Boolean _ -> Optional.empty();
            case null, default -> Optional.of("must be a string, a number or a boolean");
        };
    }

    /**
     * The same traits in one form, whatever way their numbers were written and stored: sorted by name, whole numbers
     * as {@link Long} if they fit, others as {@link BigDecimal} without trailing zeros.
     */
    public static Map<String, Object> canonical(@Nullable Map<String, Object> traits) {
        Map<String, Object> canonical = new TreeMap<>();
        if (traits != null) {
            traits.forEach((name, value) -> canonical.put(name, canonical(value)));
        }
        return Collections.unmodifiableMap(canonical);
    }

    static Object canonical(Object value) {
        if (!(value instanceof Number number) || (number instanceof Double d && !Double.isFinite(d))) {
            return value;
        }
        BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
        boolean fitsLong = decimal.scale() <= 0 && decimal.precision() - decimal.scale() <= LONG_DIGITS;
        return fitsLong ? (Object) decimal.longValueExact() : decimal;
    }
}
