package io.desirepath.persona.profile.domain;

import org.jspecify.annotations.Nullable;

/** The rule for text of one line: no control characters, and nothing that is not Unicode. */
public final class Text {

    private Text() {}

    /** Whether the text has neither control characters nor unpaired surrogates, which no store or reader could take. */
    public static boolean isSingleLine(String text) {
        return text.codePoints().noneMatch(Text::isUnfit);
    }

    /**
     * Makes the best of text that nobody validated.
     *
     * @param maxLength in UTF-16 units
     * @return the text without what {@link #isSingleLine} refuses, cut to the length; null if nothing is left
     */
    public static @Nullable String clean(@Nullable String text, int maxLength) {
        if (text == null) {
            return null;
        }
        StringBuilder fit = new StringBuilder();
        text.codePoints()
                .filter(c -> !isUnfit(c))
                .takeWhile(c -> fit.length() + Character.charCount(c) <= maxLength)
                .forEachOrdered(fit::appendCodePoint);
        String cleaned = fit.toString().strip();
        return cleaned.isEmpty() ? null : cleaned;
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
