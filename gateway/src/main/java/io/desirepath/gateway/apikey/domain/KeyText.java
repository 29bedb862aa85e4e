package io.desirepath.gateway.apikey.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its holder sends it: {@code dp_<kind>_<prefix>_<secret>}.
 *
 * @param prefix 8 letters or digits, not secret: the key is looked up by it
 * @param hash of the whole text; the text itself is not kept, so that it cannot reach a log
 */
public record KeyText(KeyKind kind, String prefix, KeyHash hash) {

    /** At least 24 characters of secret: 142 bits if they are random letters and digits. */
    private static final Pattern FORM = Pattern.compile("dp_(server|browser)_([A-Za-z0-9]{8})_([A-Za-z0-9_-]{24,128})");

    /** @return empty if the text does not have the form of a key */
    public static Optional<KeyText> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new KeyText(KeyKind.fromWireName(form.group(1)), form.group(2), KeyHash.of(text)))
                : Optional.empty();
    }
}
