package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.persona.profile.domain.HeardTrait;
import io.desirepath.persona.profile.domain.HeardTraits;
import io.desirepath.persona.profile.domain.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the traits of {@code identify} calls say of a contact, by the names that Segment's specification reserves, and
 * ours for what it lacks.
 *
 * @param seniority only if a server said it: a page could make anybody a chief
 * @param role only if a server said it, too
 */
public record HeardContact(
        @Nullable String email,
        @Nullable String name,
        @Nullable String title,
        @Nullable String department,
        @Nullable Seniority seniority,
        @Nullable BuyingRole role) {

    private static final String EMAIL = "email";
    private static final String NAME = "name";
    private static final String FIRST_NAME = "firstName";
    private static final String LAST_NAME = "lastName";
    private static final String TITLE = "title";
    private static final String DEPARTMENT = "department";
    private static final String SENIORITY = "seniority";
    private static final String ROLE = "role";

    /** The traits that are profile fields. */
    public static final Set<String> WELL_KNOWN =
            Set.of(EMAIL, NAME, FIRST_NAME, LAST_NAME, TITLE, DEPARTMENT, SENIORITY, ROLE);

    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_PART_LENGTH = 127;
    private static final int MAX_DEPARTMENT_LENGTH = 128;

    public static HeardContact of(HeardTraits heard) {
        String parts = Stream.of(heard.text(FIRST_NAME), heard.text(LAST_NAME))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        String name = heard.text(NAME);
        return new HeardContact(
                heard.text(EMAIL),
                name != null || parts.isEmpty() ? name : parts,
                heard.text(TITLE),
                heard.text(DEPARTMENT),
                constant(Seniority.class, confirmed(heard, SENIORITY)),
                constant(BuyingRole.class, confirmed(heard, ROLE)));
    }

    /** Whether a value makes sense for the field that the trait's name stands for. */
    public static boolean accepts(String trait, Object value) {
        return switch (trait) {
            case EMAIL ->
                isText(value, MAX_EMAIL_LENGTH) && isEmail(value.toString().strip());
            case NAME, TITLE -> isText(value, MAX_NAME_LENGTH);
            case FIRST_NAME, LAST_NAME -> isText(value, MAX_PART_LENGTH);
            case DEPARTMENT -> isText(value, MAX_DEPARTMENT_LENGTH);
            case SENIORITY -> value instanceof String text && constant(Seniority.class, text) != null;
            case ROLE -> value instanceof String text && constant(BuyingRole.class, text) != null;
            default -> true;
        };
    }

    private static @Nullable String confirmed(HeardTraits heard, String trait) {
        HeardTrait said = heard.byName().get(trait);
        return said != null && said.confirmed() ? heard.text(trait) : null;
    }

    private static boolean isText(Object value, int maxLength) {
        return value instanceof String text && text.length() <= maxLength && Text.isSingleLine(text);
    }

    /** Enough to tell an address from something else; whether it exists only a message could tell. */
    private static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && at < text.length() - 1 && text.indexOf(' ') < 0;
    }

    /** {@code "C-level"} is as good as {@code C_LEVEL}. */
    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String text) {
        String name = text == null ? "" : text.strip().toUpperCase(Locale.ROOT).replaceAll("[ -]", "_");
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findAny()
                .orElse(null);
    }
}
