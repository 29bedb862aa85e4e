package io.desirepath.recommendation.experiment.domain;

import io.desirepath.contracts.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where accounts fall in [0, 1). It follows from the account's id and the experiment's salt alone: all its people get the
 * same, on every replica and after every restart, nothing is stored, and two experiments know nothing of each other.
 */
public final class Assignment {

    /** Keeps experiments independent of everything else that hashes account ids. */
    private static final String PURPOSE = "experiment\n";

    private Assignment() {}

    /** The first 53 bits of SHA-256. */
    public static double position(String salt, AccountId account) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((PURPOSE + salt + "\n" + account.value()).getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
