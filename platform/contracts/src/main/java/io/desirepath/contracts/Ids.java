package io.desirepath.contracts;

/** The one rule for identifiers: they are the merchant's own strings, 1 to 256 characters, without control characters. */
final class Ids {

    static final int MAX_LENGTH = 256;

    private Ids() {}

    static String requireValid(String kind, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(kind + " must have 1 to " + MAX_LENGTH + " characters");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException(kind + " must not be blank");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(kind + " must not contain control characters");
        }
        // Half a surrogate pair would be stored as a question mark, and two ids become one.
        if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException(kind + " must not contain unpaired surrogates");
        }
        return value;
    }
}
