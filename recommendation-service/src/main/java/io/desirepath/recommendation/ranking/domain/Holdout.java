package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The accounts that get what everybody gets, so that it can be measured what is gained with the others. Who is one of
 * them follows from the account's id alone: all its people see the same, on every replica, and nothing is stored.
 *
 * @param share of the accounts, from 0 to 0.5
 * @param salt 1 to 64 characters: with another one, other accounts are held out
 */
public record Holdout(double share, String salt) {

    public static final Holdout NOBODY = new Holdout(0, "holdout");

    private static final double MOST = 0.5;
    private static final int MAX_SALT = 64;

    public Holdout {
        if (!(share >= 0 && share <= MOST)) {
            throw new IllegalArgumentException("share: must be from 0 to " + MOST);
        }
        if (salt.isBlank() || salt.length() > MAX_SALT) {
            throw new IllegalArgumentException("salt: must have 1 to " + MAX_SALT + " characters, not only blanks");
        }
    }

    public boolean holds(AccountId account) {
        return share > 0 && position(account) < share;
    }

    /** Where the account falls in [0, 1): the first 53 bits of SHA-256 of salt and id. */
    private double position(AccountId account) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((salt + "\n" + account.value()).getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
