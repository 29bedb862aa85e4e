package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When accounts, contacts and ties were last deleted: what happened before does not bring them back. */
public record Tombstones(Map<AccountId, Instant> accounts, Map<ContactId, Instant> contacts, Map<Tie, Instant> ties) {

    public static final Tombstones NONE = new Tombstones(Map.of(), Map.of(), Map.of());

    public Tombstones {
        accounts = Map.copyOf(accounts);
        contacts = Map.copyOf(contacts);
        ties = Map.copyOf(ties);
    }

    boolean allow(AccountId account, Instant at) {
        return isBefore(accounts.get(account), at);
    }

    boolean allow(ContactId contact, Instant at) {
        return isBefore(contacts.get(contact), at);
    }

    boolean allow(Tie tie, Instant at) {
        return allow(tie.account(), at) && allow(tie.contact(), at) && isBefore(ties.get(tie), at);
    }

    private static boolean isBefore(@Nullable Instant deletedAt, Instant at) {
        return deletedAt == null || deletedAt.isBefore(at);
    }
}
