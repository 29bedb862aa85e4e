package io.desirepath.gateway.idempotency.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** By this a repeated request is told from another one: SHA-256 of what makes it the same. */
public final class Fingerprint {

    private final byte[] sha256;

    private Fingerprint(byte[] sha256) {
        this.sha256 = sha256;
    }

    /** @param target path and query as they came over the wire */
    public static Fingerprint of(String method, String target, byte[] body) {
        return ofParts(bytes("body"), bytes(method), bytes(target), body);
    }

    /** Of a request whose body is too large to be held: instead of the body, what the client says of it. */
    public static Fingerprint ofStreamed(
            String method, String target, @Nullable String contentLength, @Nullable String contentEncoding) {
        return ofParts(
                bytes("streamed"),
                bytes(method),
                bytes(target),
                bytes(contentLength == null ? "" : contentLength),
                bytes(contentEncoding == null ? "" : contentEncoding));
    }

    /** 32 bytes. */
    public byte[] bytes() {
        return sha256.clone();
    }

    /** Each part with its length before it, so that no two lists of parts look the same. */
    private static Fingerprint ofParts(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                digest.update(part);
            }
            return new Fingerprint(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && MessageDigest.isEqual(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(sha256);
    }
}
