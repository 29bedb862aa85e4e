package io.desirepath.journey.identity.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import org.jspecify.annotations.Nullable;

/**
 * A person was said to act for an account.
 *
 * @param moment when, and by which call
 * @param userId the person, as the call named them; if it did not, whoever the visitor was then
 * @param anonymousId the visitor, if the call named one
 * @param confirmed whether a server said so
 */
public record Membership(
        Moment moment,
        AccountId account,
        @Nullable ContactId userId,
        @Nullable String anonymousId,
        boolean confirmed) implements Fact {}
