package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.persona.contact.domain.Tie;
import io.desirepath.persona.contact.domain.Tombstones;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The tombstones in PostgreSQL. */
@ApplicationScoped
class Graves {

    /** Those of the given accounts and contacts, and of ties between them. */
    Tombstones of(Connection tx, Collection<String> subjects) throws SQLException {
        String sql = """
                SELECT account_id, NULL, deleted_at FROM account_tombstone WHERE account_id = ANY (?)
                UNION ALL
                SELECT NULL, contact_id, deleted_at FROM contact_tombstone WHERE contact_id = ANY (?)
                UNION ALL
                SELECT account_id, contact_id, deleted_at FROM contact_account_tombstone WHERE contact_id = ANY (?)""";
        Map<AccountId, Instant> accounts = new HashMap<>();
        Map<ContactId, Instant> contacts = new HashMap<>();
        Map<Tie, Instant> ties = new HashMap<>();
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            for (int i = 1; i <= 3; i++) {
                select.setArray(i, tx.createArrayOf("text", subjects.toArray(String[]::new)));
            }
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                String account = rows.getString(1);
                String contact = rows.getString(2);
                Instant deletedAt = rows.getTimestamp(3).toInstant();
                if (account != null && contact != null) {
                    ties.put(new Tie(new ContactId(contact), new AccountId(account)), deletedAt);
                } else if (account != null) {
                    accounts.put(new AccountId(account), deletedAt);
                } else if (contact != null) {
                    contacts.put(new ContactId(contact), deletedAt);
                }
            }
        }
        return new Tombstones(accounts, contacts, ties);
    }
}
