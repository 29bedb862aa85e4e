package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.persona.account.AccountTies;
import io.desirepath.persona.contact.domain.Act;
import io.desirepath.persona.contact.domain.Sightings;
import io.desirepath.persona.contact.domain.Tie;
import io.desirepath.service.feed.FeedRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who acts for whom, in PostgreSQL and many at a time. What writes runs under the locks of contacts and accounts. */
@ApplicationScoped
public class ContactLinks implements AccountTies {

    @Override
    public Set<String> subjects(Connection tx, AccountId account) throws SQLException {
        return ids(tx, "SELECT contact_id FROM contact_account WHERE account_id = ?", account.value());
    }

    @Override
    public List<FeedRecord> release(Connection tx, AccountId account) throws SQLException {
        ids(tx, "DELETE FROM contact_activity WHERE account_id = ? RETURNING contact_id", account.value());
        Set<String> released =
                ids(tx, "DELETE FROM contact_account WHERE account_id = ? RETURNING contact_id", account.value());
        revise(tx, released);
        return ContactProfiles.updated(tx, released);
    }

    /**
     * Ties contacts to the accounts they act for, and unties those who turn out not to have acted.
     *
     * @return the ids of the contacts whose accounts changed
     */
    Set<String> apply(Connection tx, Sightings seen) throws SQLException {
        Set<String> changed = new HashSet<>();
        if (!seen.withdrawn().isEmpty()) {
            takeBack(tx, seen.withdrawn());
        }
        if (!seen.acts().isEmpty()) {
            changed.addAll(add(tx, seen.acts()));
        }
        if (!seen.groups().isEmpty()) {
            changed.addAll(group(tx, seen.groups()));
        }
        if (!seen.withdrawn().isEmpty()) {
            changed.addAll(untie(tx, seen.withdrawn()));
        }
        return changed;
    }

    /** @return the ids of the contacts that are new */
    Set<String> createStubs(Connection tx, Collection<ContactId> seen) throws SQLException {
        return ids(tx, """
                INSERT INTO contact (id, stub, revision, created_at, updated_at)
                SELECT s.id, true, nextval('profile_revision'), now(), now()
                FROM unnest(?::text[]) AS s (id)
                WHERE NOT EXISTS (SELECT FROM contact c WHERE c.id = s.id)
                ON CONFLICT DO NOTHING
                RETURNING id""", texts(tx, seen.stream().map(ContactId::value)));
    }

    static void revise(Connection tx, Collection<String> contacts) throws SQLException {
        if (!contacts.isEmpty()) {
            ids(tx, """
                UPDATE contact SET revision = nextval('profile_revision'), updated_at = now()
                WHERE id = ANY (?) RETURNING id""", texts(tx, contacts.stream()));
        }
    }

    private static void takeBack(Connection tx, Set<Act.Key> withdrawn) throws SQLException {
        ids(
                tx,
                """
                DELETE FROM contact_activity a
                USING unnest(?::text[], ?::text[], ?::text[]) AS w (message_id, account_id, contact_id)
                WHERE a.message_id = w.message_id AND a.account_id = w.account_id AND a.contact_id = w.contact_id
                RETURNING a.contact_id""",
                texts(tx, withdrawn.stream().map(key -> key.message().value())),
                texts(tx, withdrawn.stream().map(key -> key.tie().account().value())),
                texts(tx, withdrawn.stream().map(key -> key.tie().contact().value())));
    }

    private static Set<String> add(Connection tx, List<Act> acts) throws SQLException {
        return ids(
                tx,
                """
                WITH fresh AS (
                    INSERT INTO contact_activity (message_id, account_id, contact_id, event, touchpoint, at)
                    SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                    ON CONFLICT DO NOTHING
                    RETURNING contact_id, account_id)
                INSERT INTO contact_account (contact_id, account_id, declared)
                SELECT DISTINCT contact_id, account_id, false FROM fresh
                ON CONFLICT DO NOTHING
                RETURNING contact_id""",
                texts(tx, acts.stream().map(act -> act.message().value())),
                texts(tx, acts.stream().map(act -> act.tie().account().value())),
                texts(tx, acts.stream().map(act -> act.tie().contact().value())),
                texts(tx, acts.stream().map(Act::event)),
                texts(tx, acts.stream().map(Act::touchpoint)),
                texts(tx, acts.stream().map(act -> act.at().toString())));
    }

    private static Set<String> group(Connection tx, Set<Tie> groups) throws SQLException {
        Array contacts = texts(tx, groups.stream().map(tie -> tie.contact().value()));
        Array accounts = texts(tx, groups.stream().map(tie -> tie.account().value()));
        Set<String> tied = ids(tx, """
                INSERT INTO contact_account (contact_id, account_id, declared, grouped)
                SELECT contact_id, account_id, false, true
                FROM unnest(?::text[], ?::text[]) AS g (contact_id, account_id)
                ON CONFLICT DO NOTHING
                RETURNING contact_id""", contacts, accounts);
        ids(tx, """
                UPDATE contact_account l SET grouped = true
                FROM unnest(?::text[], ?::text[]) AS g (contact_id, account_id)
                WHERE l.contact_id = g.contact_id AND l.account_id = g.account_id AND NOT l.grouped
                RETURNING l.contact_id""", contacts, accounts);
        return tied;
    }

    private static Set<String> untie(Connection tx, Set<Act.Key> withdrawn) throws SQLException {
        return ids(
                tx,
                """
                DELETE FROM contact_account l
                USING unnest(?::text[], ?::text[]) AS w (contact_id, account_id)
                WHERE l.contact_id = w.contact_id AND l.account_id = w.account_id AND NOT l.declared AND NOT l.grouped
                  AND NOT EXISTS (SELECT FROM contact_activity a
                                  WHERE a.contact_id = l.contact_id AND a.account_id = l.account_id)
                RETURNING l.contact_id""",
                texts(tx, withdrawn.stream().map(key -> key.tie().contact().value())),
                texts(tx, withdrawn.stream().map(key -> key.tie().account().value())));
    }

    private static Set<String> ids(Connection tx, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            ResultSet rows = statement.executeQuery();
            Set<String> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static Array texts(Connection tx, Stream<String> values) throws SQLException {
        return tx.createArrayOf("text", values.toArray(String[]::new));
    }
}
