package io.desirepath.service.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns ids into hashes that only who has the key can make: HMAC-SHA256 (RFC 2104, FIPS 180-4). Without the key, ids that
 * can be guessed, such as e-mail addresses, cannot be found out from their hashes by trying. A key that is changed forgets
 * who was forgotten.
 */
final class ErasureKey {

    private static final int MIN_LENGTH = 32;

    private final Mac mac;

    /** @throws IllegalStateException if the key is missing or shorter than 32 characters */
    ErasureKey(String key) {
        if (key.length() < MIN_LENGTH) {
            throw new IllegalStateException("DESIREPATH_ERASURE_KEY must have at least " + MIN_LENGTH + " characters");
        }
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** 32 bytes, other ones for the same id of another kind. */
    byte[] hash(Subject subject) {
        try {
            // A Mac holds state, and many threads ask.
            return ((Mac) mac.clone()).doFinal((subject.kind() + ":" + subject.id()).getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's HmacSHA256 cannot be copied", e);
        }
    }
}
