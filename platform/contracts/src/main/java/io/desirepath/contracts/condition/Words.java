package io.desirepath.contracts.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lists of text in conditions: what they may contain, and how they are compared. */
final class Words {

    private static final int MAX_ITEMS = 100;
    private static final int MAX_LENGTH = 256;

    private Words() {}

    /** @throws InvalidConditionException if there are none, too many, or one is blank or too long */
    static List<String> required(String field, @Nullable List<String> words) {
        List<String> items = requiredItems(field, words);
        for (int i = 0; i < items.size(); i++) {
            requiredText(field + "[" + i + "]", items.get(i));
        }
        return items;
    }

    static <T> List<T> requiredItems(String field, @Nullable List<T> items) {
        if (items == null
                || items.isEmpty()
                || items.size() > MAX_ITEMS
                || items.stream().anyMatch(Objects::isNull)) {
            throw new InvalidConditionException(field, "must have 1 to " + MAX_ITEMS + " items, none of them null");
        }
        return List.copyOf(items);
    }

    static <T> T requiredValue(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidConditionException(field, "must be given");
        }
        return value;
    }

    static void requireDays(String field, @Nullable Integer days, int most) {
        if (days != null && (days < 1 || days > most)) {
            throw new InvalidConditionException(field, "must be from 1 to " + most);
        }
    }

    static void requireShare(String field, @Nullable Double share) {
        if (share != null && !(share >= 0 && share <= 1)) {
            throw new InvalidConditionException(field, "must be from 0 to 1");
        }
    }

    /** @throws InvalidConditionException if there is no bound, one is no share, or nothing is within */
    static void requireShare(@Nullable Double atLeast, @Nullable Double atMost) {
        if (atLeast == null && atMost == null) {
            throw new InvalidConditionException("", "must have atLeast, atMost or both");
        }
        requireShare("atLeast", atLeast);
        requireShare("atMost", atMost);
        if (atLeast != null && atMost != null && atLeast > atMost) {
            throw new InvalidConditionException("", "atLeast must not be above atMost");
        }
    }

    static boolean within(double value, @Nullable Double atLeast, @Nullable Double atMost) {
        return (atLeast == null || value >= atLeast) && (atMost == null || value <= atMost);
    }

    static String asked(@Nullable Object atLeast, @Nullable Object atMost) {
        return (atLeast == null ? "" : ", at least " + atLeast) + (atMost == null ? "" : ", at most " + atMost)
                + " asked";
    }

    static Facts.@Nullable Belief belief(Facts.AccountFacts account) {
        return account.journey() == null ? null : account.journey().belief();
    }

    static String requiredText(String field, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > MAX_LENGTH) {
            throw new InvalidConditionException(field, "must have 1 to " + MAX_LENGTH + " characters, not only blanks");
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new InvalidConditionException(field, "must not contain control characters");
        }
        return text;
    }

    static boolean same(String one, String other) {
        return fold(one).equals(fold(other));
    }

    static boolean contains(Collection<String> words, String text) {
        return words.stream().anyMatch(word -> same(word, text));
    }

    static boolean startsWith(String text, String prefix) {
        return fold(text).startsWith(fold(prefix));
    }

    /** Whether a phrase occurs in a text as whole words, whatever stands between the words. */
    static boolean hasPhrase(String text, String phrase) {
        return (" " + plain(text) + " ").contains(" " + plain(phrase) + " ");
    }

    /** The verdict on a text that should be one of some. */
    static Verdict anyOf(String what, @Nullable String value, List<String> words) {
        if (value == null) {
            return Verdict.unknown("The " + what + " is not known");
        }
        boolean holds = contains(words, value);
        return Verdict.of(
                Truth.of(holds),
                "The " + what + " is '" + value + "'" + (holds ? "" : ", which is not one of " + quoted(words)));
    }

    /** The verdict on a value of each of a contact's accounts, of which one is enough. */
    static <T> Verdict ofOneAccount(
            String what, Facts facts, Function<Facts.AccountFacts, @Nullable T> value, Function<T, Verdict> verdict) {
        if (facts.accounts().isEmpty()) {
            return Verdict.unknown("No account is known");
        }
        return Verdict.any(each(facts.accounts(), account -> {
            T known = value.apply(account);
            return known == null ? Verdict.unknown("The account's " + what + " is not known") : verdict.apply(known);
        }));
    }

    static <T> List<Verdict> each(List<T> some, Function<T, Verdict> verdict) {
        List<Verdict> verdicts = new ArrayList<>(some.size());
        for (T one : some) {
            verdicts.add(verdict.apply(one));
        }
        return verdicts;
    }

    /** A share with two decimals; a formatter would cost more than the rest of a verdict. */
    static String decimals(double share) {
        long hundredths = Math.round(share * 100);
        return hundredths / 100 + "." + hundredths % 100 / 10 + hundredths % 10;
    }

    static String quoted(Collection<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }

    static String names(Collection<? extends Enum<?>> values) {
        Set<String> names = new TreeSet<>();
        values.forEach(value -> names.add(value.name()));
        return String.join(", ", names);
    }

    private static String plain(String text) {
        return Arrays.stream(fold(text).split("[^\\p{L}\\p{N}\\p{M}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
