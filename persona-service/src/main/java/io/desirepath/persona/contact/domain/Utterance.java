package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.MessageId;
import io.desirepath.persona.profile.domain.TraitFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the activities feed says, as far as it concerns profiles. The {@code at} is when it happened, and never later
 * than when it was received: a client's clock may run ahead.
 */
public sealed interface Utterance {

    record Recorded(
            MessageId message,
            AccountId account,
            @Nullable ContactId contact,
            String event,
            String touchpoint,
            Instant at,
            @Nullable String accountName)
            implements Utterance {}

    record Withdrawn(
            MessageId message, AccountId account, @Nullable ContactId contact) implements Utterance {}

    record Identified(ContactId contact, Instant at, TraitFilter.Sorted traits) implements Utterance {}

    /** @param traits nothing, unless a server said it */
    record Grouped(AccountId account, @Nullable ContactId contact, Instant at, TraitFilter.Sorted traits)
            implements Utterance {}
}
