package io.desirepath.contracts;

/** The one rule for identifiers: they are the merchant's own strings, 1 to 256 characters, without control characters. */
final class Ids {

    static final int MAX_LENGTH = 256;

    private Ids() {}

    static String requireValid(String kind, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(kind + " must have 1 to " + MAX_LENGTH + " characters");
        }
        // One pass without streams: ids are made by the thousand.
        boolean blank = true;
        for (int i = 0; i < value.length(); ) {
            int character = value.codePointAt(i);
            if (Character.isISOControl(character)) {
                throw new IllegalArgumentException(kind + " must not contain control characters");
            }
            // Half a surrogate pair would be stored as a question mark, and two ids become one.
            if (Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException(kind + " must not contain unpaired surrogates");
            }
            blank &= Character.isWhitespace(character);
            i += Character.charCount(character);
        }
        if (blank) {
            throw new IllegalArgumentException(kind + " must not be blank");
        }
        return value;
    }
}
