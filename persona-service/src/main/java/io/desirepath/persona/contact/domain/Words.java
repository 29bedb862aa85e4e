package io.desirepath.persona.contact.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of a title or department: lower case, umlauts spelt out, without other marks and punctuation. */
record Words(List<String> words) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Words {@code from} (inclusive) to {@code to} (exclusive). */
    record Span(int from, int to) {
        boolean isWithin(Span other) {
            return !equals(other) && other.from <= from && to <= other.to;
        }
    }

    Words {
        words = List.copyOf(words);
    }

    static Words of(@Nullable String text) {
        String plain = (text == null ? "" : text)
                .toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        String unmarked =
                MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
        return new Words(Arrays.stream(BETWEEN_WORDS.split(unmarked))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** Where the phrase stands. */
    List<Span> find(Phrase phrase) {
        List<Span> found = new ArrayList<>();
        for (int from = 0; from + phrase.length() <= words.size(); from++) {
            Span span = new Span(from, from + phrase.length());
            if (phrase.matches(words.subList(span.from, span.to))) {
                found.add(span);
            }
        }
        return found;
    }

    String text(Span span) {
        return String.join(" ", words.subList(span.from, span.to));
    }
}
