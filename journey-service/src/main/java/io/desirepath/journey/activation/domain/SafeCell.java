package io.desirepath.journey.activation.domain;

/**
 * Text in a file that may be opened as a spreadsheet. What others wrote must not become a formula there (OWASP, CSV
 * injection): an apostrophe before it keeps it text.
 */
public final class SafeCell {

    /** What formulas begin with; spreadsheets read the full-width forms as well. */
    private static final String BEGINNINGS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private SafeCell() {}

    public static String of(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    private static boolean isFormula(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || c == '\r' || c == '\n') {
                return true;
            }
            if (!isBlank(c)) {
                return BEGINNINGS.indexOf(c) >= 0;
            }
        }
        return false;
    }

    /** Also what takes no room: programs drop it, and find the formula behind it. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
