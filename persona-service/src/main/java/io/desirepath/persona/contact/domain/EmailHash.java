package io.desirepath.persona.contact.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The form in which advertising platforms match people: SHA-256 (FIPS 180-4) of the address in lower case without blanks
 * around, in UTF-8. Whoever knows the address can make it, so it is personal data as the address is.
 */
public final class EmailHash {

    private EmailHash() {}

    /** @return 64 digits of lower-case hexadecimal */
    public static String sha256(String email) {
        byte[] address = email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(address));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
