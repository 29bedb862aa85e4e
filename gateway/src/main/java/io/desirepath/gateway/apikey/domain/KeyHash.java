package io.desirepath.gateway.apikey.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a key: all of the key that is stored. A key is random, so it needs neither salt nor stretching. */
public final class KeyHash {

    private static final int LENGTH = 32;

    private final byte[] sha256;

    private KeyHash(byte[] sha256) {
        this.sha256 = sha256;
    }

    public static KeyHash of(String keyText) {
        try {
            return new KeyHash(
                    MessageDigest.getInstance("SHA-256").digest(keyText.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static KeyHash ofBytes(byte[] sha256) {
        if (sha256.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has " + LENGTH + " bytes");
        }
        return new KeyHash(sha256.clone());
    }

    public byte[] bytes() {
        return sha256.clone();
    }

    /** Takes the same time wherever the first difference is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash hash && MessageDigest.isEqual(sha256, hash.sha256);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return "KeyHash[…]";
    }
}
