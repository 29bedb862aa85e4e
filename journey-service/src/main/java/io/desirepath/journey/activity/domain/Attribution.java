package io.desirepath.journey.activity.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import org.jspecify.annotations.Nullable;

/**
 * For whom an activity counts, as far as is known.
 *
 * @param contact who acted, null while nobody knows
 * @param account for which company, null while nobody knows
 * @param ground why for that account, null without one
 */
public record Attribution(
        @Nullable ContactId contact,
        @Nullable AccountId account,
        @Nullable Ground ground) {

    public Attribution {
        if ((account == null) != (ground == null)) {
            throw new IllegalArgumentException("an account, and only an account, needs a ground");
        }
    }
}
