package io.desirepath.persona.account.domain;

import io.desirepath.contracts.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody named an account.
 *
 * @param name what the account was called, if the activity said so
 * @param at when the latest such activity happened
 */
public record AccountSighting(AccountId account, @Nullable String name, Instant at) {

    /** Later than any deletion: a declaration is made now, not read from a log. */
    public static final Instant DECLARED = Instant.parse("9999-12-31T23:59:59Z");

    /** An account that a declared contact acts for. */
    public static AccountSighting declared(AccountId account) {
        return new AccountSighting(account, null, DECLARED);
    }

    /** With a later sighting of the account: its time, and its name if it has one. */
    public AccountSighting then(AccountSighting later) {
        return new AccountSighting(account, later.name != null ? later.name : name, later.at);
    }
}
