package io.desirepath.recommendation.catalog.domain;

import org.jspecify.annotations.Nullable;

/** What text a catalogue can hold: nothing that is not Unicode, and no control characters but those that lay out text. */
public final class ProductText {

    public static final int MAX_NAME = 512;

    private ProductText() {}

    public static boolean isSingleLine(String text) {
        return text.codePoints().noneMatch(ProductText::isUnfit);
    }

    /** The same, but tabs and line ends are allowed. */
    public static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> isUnfit(c) && c != '\n' && c != '\r' && c != '\t');
    }

    /**
     * Makes the best of a name that nobody validated.
     *
     * @return the name without what {@link #isSingleLine} refuses, cut to {@value #MAX_NAME} characters; null if
     *     nothing is left
     */
    public static @Nullable String clean(@Nullable String name) {
        if (name == null) {
            return null;
        }
        StringBuilder fit = new StringBuilder();
        name.codePoints()
                .filter(c -> !isUnfit(c))
                .takeWhile(c -> fit.length() + Character.charCount(c) <= MAX_NAME)
                .forEachOrdered(fit::appendCodePoint);
        String cleaned = fit.toString().strip();
        return cleaned.isEmpty() ? null : cleaned;
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
