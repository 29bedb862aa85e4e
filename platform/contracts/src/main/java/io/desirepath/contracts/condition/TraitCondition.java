package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trait that the merchant attached. Beside the name one of {@code equals}, {@code anyOf}, or {@code min} and
 * {@code max}:
 *
 * @param name of the trait
 * @param equalTo a string, a number or a boolean
 * @param anyOf one of these
 * @param min a number, inclusive
 * @param max a number, inclusive
 */
@JsonTypeName("trait")
public record TraitCondition(
        String name,
        @JsonProperty("equals") @Nullable Object equalTo,
        @Nullable List<Object> anyOf,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max)
        implements Condition {

    private static final int MAX_DIGITS = 40;

    public TraitCondition {
        Words.requiredText("name", name);
        boolean range = min != null || max != null;
        if (Stream.of(equalTo != null, anyOf != null, range)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new InvalidConditionException("", "must have one of equals, anyOf, or min and max");
        }
        min = min == null ? null : number("min", min);
        max = max == null ? null : number("max", max);
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new InvalidConditionException("", "min must not be above max");
        }
        equalTo = equalTo == null ? null : scalar("equals", equalTo);
        anyOf = anyOf == null
                ? null
                : Words.requiredItems("anyOf", anyOf).stream()
                        .map(item -> scalar("anyOf", item))
                        .toList();
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.PERSON_DETAILS);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        Object value = facts.trait(name);
        if (value == null) {
            return Verdict.unknown("The trait '" + name + "' is not known");
        }
        return Verdict.of(Truth.of(holds(value)), "The trait '" + name + "' is " + shown(value) + asked(value));
    }

    private boolean holds(Object value) {
        if (equalTo != null) {
            return same(value, equalTo);
        }
        if (anyOf != null) {
            return anyOf.stream().anyMatch(item -> same(value, item));
        }
        return value instanceof Number number && within(decimal(number));
    }

    private boolean within(BigDecimal number) {
        return (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
    }

    private String asked(Object value) {
        if (holds(value)) {
            return "";
        }
        if (equalTo != null) {
            return ", not " + shown(equalTo);
        }
        if (anyOf != null) {
            return ", which is not one of "
                    + anyOf.stream().map(TraitCondition::shown).collect(Collectors.joining(", "));
        }
        return (min == null ? "" : ", at least " + min.toPlainString())
                + (max == null ? "" : ", at most " + max.toPlainString()) + " asked";
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof Number number && other instanceof Number wanted) {
            return decimal(number).compareTo(decimal(wanted)) == 0;
        }
        return one instanceof String text && other instanceof String wanted
                ? Words.same(text, wanted)
                : one.equals(other);
    }

    /** Numbers in one form, so that a condition equals itself after a round trip. */
    private static Object scalar(String field, Object value) {
        return switch (value) {
            case String text -> Words.requiredText(field, text);
            case Boolean truth -> truth;
            case Number number -> number(field, number);
            default -> throw new InvalidConditionException(field, "must be a string, a number or a boolean");
        };
    }

    /** A number that can be written out: one of a billion digits takes few characters in JSON. */
    private static BigDecimal number(String field, Number number) {
        BigDecimal decimal = number instanceof Double d && !Double.isFinite(d) ? null : decimal(number);
        if (decimal == null || decimal.precision() > MAX_DIGITS || Math.abs(decimal.scale()) > MAX_DIGITS) {
            throw new InvalidConditionException(field, "must not have more than " + MAX_DIGITS + " digits");
        }
        return decimal;
    }

    private static BigDecimal decimal(Number number) {
        BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
        return decimal.scale() < 0 && decimal.scale() >= -MAX_DIGITS ? decimal.setScale(0) : decimal;
    }

    private static String shown(Object value) {
        return value instanceof Number number ? decimal(number).toPlainString() : "'" + value + "'";
    }
}
