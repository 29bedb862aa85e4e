package io.desirepath.local.folder;

import java.security.SecureRandom;

/** Secrets made on this machine; none has a default. */
final class RandomText {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** 40 letters and digits: 238 bits. */
    static String secret() {
        return pick(LETTERS_AND_DIGITS, 40);
    }

    /** A server key: {@code dp_server_}, 8 characters that may be shown (they find the key), {@code _}, the secret. */
    static String serverKey() {
        return "dp_server_" + pick(BASE32, 8) + "_" + secret();
    }

    private static String pick(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
