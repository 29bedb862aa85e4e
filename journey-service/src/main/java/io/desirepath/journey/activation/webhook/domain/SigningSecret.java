package io.desirepath.journey.activation.webhook.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver checks signatures with (Standard Webhooks, symmetric); not a record, so that no log shows it. */
public final class SigningSecret {

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    /** @param bytes 24 to 64 */
    public SigningSecret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public static SigningSecret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SigningSecret(bytes);
    }

    /** As receivers' libraries take it: {@code whsec_} and base64. */
    public String reveal() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * @param timestamp seconds since 1970
     * @return {@code v1,} and the base64 of HMAC-SHA256 over {@code id.timestamp.body}
     */
    public String sign(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            byte[] signature = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret[…]";
    }
}
