package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contacts in PostgreSQL, one by one. What writes runs under the contact's lock. */
@ApplicationScoped
public class Contacts implements PanacheRepositoryBase<ContactEntity, String> {

    /** A contact and its accounts, read by one statement, so that they fit together. */
    @Nullable
    ContactEntity find(ContactId contact) {
        return find("from ContactEntity c left join fetch c.accountIds where c.id = ?1", contact.value())
                .singleResultOptional()
                .orElse(null);
    }

    /** Up to {@code count} contacts in the order of their ids, from the one after the given id. */
    List<ContactEntity> after(String id, int count) {
        return find("id > ?1 order by id", id).range(0, count - 1).list();
    }

    /** Up to {@code count} contacts of an account in the order of their ids, from the one after the given id. */
    List<ContactEntity> of(AccountId account, String id, int count) {
        return find(
                        "select c from ContactEntity c join c.accountIds a where a = ?1 and c.id > ?2 order by c.id",
                        account.value(),
                        id)
                .range(0, count - 1)
                .list();
    }

    /** Activity that happened until now will not bring the contact back. */
    void bury(Connection tx, ContactId contact) throws SQLException {
        execute(tx, """
                INSERT INTO contact_tombstone (contact_id, deleted_at) VALUES (?, clock_timestamp())
                ON CONFLICT (contact_id) DO UPDATE SET deleted_at = excluded.deleted_at""", contact.value());
        execute(tx, "DELETE FROM contact_activity WHERE contact_id = ?", contact.value());
        execute(tx, "DELETE FROM trait_misfit WHERE subject_id = ? AND subject = 'contact'", contact.value());
    }

    /** Activity that happened until now will not bring the contact's ties to these accounts back. */
    void buryLinks(Connection tx, ContactId contact, Collection<String> accounts) throws SQLException {
        Object cut = tx.createArrayOf("text", accounts.toArray());
        execute(tx, """
                INSERT INTO contact_account_tombstone (contact_id, account_id, deleted_at)
                SELECT ?, account_id, clock_timestamp() FROM unnest(?::text[]) AS a (account_id)
                ON CONFLICT (contact_id, account_id) DO UPDATE SET deleted_at = excluded.deleted_at""", contact.value(), cut);
        execute(tx, "DELETE FROM contact_activity WHERE contact_id = ? AND account_id = ANY (?)", contact.value(), cut);
    }

    /** From now on the contact's ties stay, whatever becomes of the activity that may have made them. */
    void declareLinks(Connection tx, ContactId contact) throws SQLException {
        execute(
                tx,
                "UPDATE contact_account SET declared = true WHERE contact_id = ? AND NOT declared",
                contact.value());
    }

    private static void execute(Connection tx, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
