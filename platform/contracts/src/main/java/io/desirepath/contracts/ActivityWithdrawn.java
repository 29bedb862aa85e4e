package io.desirepath.contracts;

import org.jspecify.annotations.Nullable;

/**
 * An activity no longer counts for an account, because it turned out to be somebody else's: the payload of
 * {@link Feeds#ACTIVITY_WITHDRAWN}. If it counts for another account or contact now, an {@link ActivityRecorded} with the
 * same message id follows.
 *
 * @param messageId the activity's identity
 * @param accountId the account it was told for
 * @param contactId the contact it was told for, if any
 * @param event the name it was sent under
 */
public record ActivityWithdrawn(
        MessageId messageId, AccountId accountId, @Nullable ContactId contactId, String event) {}
