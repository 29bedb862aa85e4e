package io.desirepath.recommendation.family.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a product's name that say what it is, in the singular; not sizes, colours, counts and small words. */
final class Words {

    private static final Set<String> COLOURS = Set.of(("red blue green pink white black yellow orange purple brown grey"
                    + " gray silver gold ivory cream turquoise lilac beige")
            .split(" "));

    private static final Set<String> PASSED_OVER = Set.of(
            ("of the and in on for with a an to by set pack pk packs piece pcs pc box assorted asst ass large small mini"
                            + " medium big design assortment cm mm ml kg new")
                    .split(" "));

    private Words() {}

    /** In the order of the name; a word may come twice. */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        int start = -1;
        String text = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i <= text.length(); i++) {
            boolean inWord = i < text.length()
                    && (Character.isLetter(text.charAt(i)) || start >= 0 && "-'".indexOf(text.charAt(i)) >= 0);
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                add(text.substring(start, i), words);
                start = -1;
            }
        }
        return words;
    }

    /** All that a name says but colours: words and numbers, in lower case. */
    static Set<String> butColours(String name) {
        Set<String> rest = new HashSet<>();
        for (String word : name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && !COLOURS.contains(word)) {
                rest.add(singular(word));
            }
        }
        return rest;
    }

    private static void add(String word, List<String> words) {
        if (word.length() > 2 && !PASSED_OVER.contains(word) && !COLOURS.contains(word)) {
            words.add(singular(word));
        }
    }

    private static String singular(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4
                && (word.endsWith("xes") || word.endsWith("shes") || word.endsWith("ches") || word.endsWith("sses"))) {
            return word.substring(0, length - 2);
        }
        return length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, length - 1) : word;
    }
}
