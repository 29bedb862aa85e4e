package io.desirepath.journey.activity.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import org.jspecify.annotations.Nullable;

/**
 * Who acted and for whom, as the sender says.
 *
 * @param userId the contact, {@code userId}
 * @param anonymousId the visitor, {@code anonymousId}
 * @param groupId the account, {@code context.groupId}, or {@code groupId} of a group call
 * @param server whether a server says so; a page could say anything
 */
public record Sender(
        @Nullable ContactId userId,
        @Nullable String anonymousId,
        @Nullable AccountId groupId,
        boolean server) {

    /** Whether there is anybody at all. */
    public boolean isSomebody() {
        return userId != null || anonymousId != null || groupId != null;
    }
}
