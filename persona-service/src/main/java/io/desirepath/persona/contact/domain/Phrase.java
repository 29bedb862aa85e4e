package io.desirepath.persona.contact.domain;

import java.util.List;

/**
 * Words in a row. A word may end in {@code *} to match what begins with it, or begin with it to match what ends so,
 * for languages that write compounds in one word. There is nothing more to it: no expression of a user is evaluated.
 */
public record Phrase(List<String> words) {

    public Phrase {
        words = List.copyOf(words);
        if (words.isEmpty()
                || words.stream().anyMatch(word -> word.replace("*", "").isEmpty())) {
            throw new IllegalArgumentException("a phrase needs words");
        }
    }

    /** @param text lower-case words between blanks, umlauts spelt out */
    public static Phrase of(String text) {
        return new Phrase(List.of(text.split(" ")));
    }

    int length() {
        return words.size();
    }

    boolean matches(List<String> candidate) {
        for (int i = 0; i < words.size(); i++) {
            if (!matches(words.get(i), candidate.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String pattern, String word) {
        if (pattern.endsWith("*")) {
            return word.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return pattern.startsWith("*") ? word.endsWith(pattern.substring(1)) : word.equals(pattern);
    }
}
