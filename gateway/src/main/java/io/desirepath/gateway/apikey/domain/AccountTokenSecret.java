package io.desirepath.gateway.apikey.domain;

/** The secret with which a storefront signs account tokens (HS256); not a record, so that no log shows it. */
public final class AccountTokenSecret {

    private static final int MIN_LENGTH = 32;
    private static final int MAX_LENGTH = 512;

    private final String secret;

    /** @throws IllegalArgumentException unless it has 32 to 512 characters */
    public AccountTokenSecret(String secret) {
        if (secret.length() < MIN_LENGTH || secret.length() > MAX_LENGTH || secret.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "accountTokenSecret: must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        this.secret = secret;
    }

    public String reveal() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountTokenSecret that && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return "AccountTokenSecret[…]";
    }
}
