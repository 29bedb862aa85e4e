package io.desirepath.gateway.apikey.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Finds the key in an {@code Authorization} header. */
public final class Credentials {

    private Credentials() {}

    /**
     * @param authorization {@code Bearer KEY} (RFC 6750), or {@code Basic} (RFC 7617) with the key as user name and any
     *     password, as Segment clients send it
     * @return empty if there is no well-formed key in it
     */
    public static Optional<KeyText> keyIn(String authorization) {
        int blank = authorization.indexOf(' ');
        if (blank < 0) {
            return Optional.empty();
        }
        String value = authorization.substring(blank + 1).strip();
        return switch (authorization.substring(0, blank).toLowerCase(Locale.ROOT)) {
            case "bearer" -> KeyText.parse(value);
            case "basic" -> userName(value).flatMap(KeyText::parse);
            default -> Optional.empty();
        };
    }

    private static Optional<String> userName(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
            int colon = pair.indexOf(':');
            return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
