package io.desirepath.gateway.apikey.domain;

import java.security.SecureRandom;
import java.util.Base64;

/** A key that has just been made: the only moment at which its text exists. */
public record NewKeyText(KeyText key, String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int PREFIX_LENGTH = 8;
    private static final int SECRET_BYTES = 32;

    /** A random key, with 256 bits of secret. */
    public static NewKeyText random(KeyKind kind) {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < PREFIX_LENGTH; i++) {
            prefix.append(PREFIX_ALPHABET.charAt(RANDOM.nextInt(PREFIX_ALPHABET.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        String text = "dp_" + kind.wireName() + "_" + prefix + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new NewKeyText(KeyText.parse(text).orElseThrow(), text);
    }

    /** Without the text: it must not reach a log. */
    @Override
    public String toString() {
        return "NewKeyText[" + key.prefix() + "]";
    }
}
