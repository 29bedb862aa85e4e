package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.ContactProfile.AssignedPersona;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.account.AccountTies;
import io.desirepath.persona.contact.domain.LinkSighting;
import io.desirepath.persona.contact.domain.Sightings;
import io.desirepath.service.feed.FeedRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        Set<String> released =
                ids(tx, "DELETE FROM contact_account WHERE account_id = ? RETURNING contact_id", account.value());
        return news(profiles(tx, revise(tx, released)));
    }

    /**
     * Makes stubs of the contacts that are not known, and ties contacts to accounts they act for, unless one of them,
     * or the tie, was deleted after that.
     *
     * @return what to tell the readers of the profiles feed
     */
    List<FeedRecord> extend(Connection tx, Sightings seen) throws SQLException {
        Set<String> changed = createStubs(tx, seen.contacts());
        Set<String> linked = link(tx, seen.links());
        linked.removeAll(changed);
        changed.addAll(revise(tx, linked));
        return news(profiles(tx, changed));
    }

    private static Set<String> createStubs(Connection tx, Map<ContactId, Instant> seen) throws SQLException {
        return ids(
                tx,
                """
                INSERT INTO contact (id, stub, revision, created_at, updated_at)
                SELECT s.id, true, nextval('profile_revision'), now(), now()
                FROM unnest(?::text[], ?::timestamptz[]) AS s (id, at)
                LEFT JOIN contact_tombstone t ON t.contact_id = s.id
                WHERE (t.deleted_at IS NULL OR t.deleted_at < s.at)
                  AND NOT EXISTS (SELECT FROM contact c WHERE c.id = s.id)
                ON CONFLICT DO NOTHING
                RETURNING id""",
                texts(tx, seen.keySet().stream().map(ContactId::value)),
                texts(tx, seen.values().stream().map(Instant::toString)));
    }

    private static Set<String> link(Connection tx, Collection<LinkSighting> seen) throws SQLException {
        return ids(
                tx,
                """
                INSERT INTO contact_account (contact_id, account_id)
                SELECT c.id, a.id
                FROM unnest(?::text[], ?::text[], ?::timestamptz[]) AS s (contact_id, account_id, at)
                JOIN contact c ON c.id = s.contact_id
                JOIN account a ON a.id = s.account_id
                LEFT JOIN contact_account_tombstone lt
                       ON lt.contact_id = s.contact_id AND lt.account_id = s.account_id
                LEFT JOIN contact_tombstone ct ON ct.contact_id = s.contact_id
                LEFT JOIN account_tombstone at ON at.account_id = s.account_id
                WHERE coalesce(greatest(lt.deleted_at, ct.deleted_at, at.deleted_at), '-infinity') < s.at
                  AND NOT EXISTS (SELECT FROM contact_account k
                                  WHERE k.contact_id = s.contact_id AND k.account_id = s.account_id)
                ON CONFLICT DO NOTHING
                RETURNING contact_id""",
                texts(tx, seen.stream().map(s -> s.contact().value())),
                texts(tx, seen.stream().map(s -> s.account().value())),
                texts(tx, seen.stream().map(s -> s.at().toString())));
    }

    static Set<String> revise(Connection tx, Collection<String> contacts) throws SQLException {
        return contacts.isEmpty() ? Set.of() : ids(tx, """
                        UPDATE contact SET revision = nextval('profile_revision'), updated_at = now()
                        WHERE id = ANY (?) RETURNING id""", texts(tx, contacts.stream()));
    }

    static List<ContactProfile> profiles(Connection tx, Collection<String> contacts) throws SQLException {
        if (contacts.isEmpty()) {
            return List.of();
        }
        String sql = """
                SELECT c.id, array(SELECT l.account_id FROM contact_account l
                                   WHERE l.contact_id = c.id ORDER BY l.account_id), c.role, c.stub, c.revision,
                       c.department, p.persona_id, p.persona_version, p.persona_probability
                FROM contact c LEFT JOIN contact_persona p ON p.contact_id = c.id WHERE c.id = ANY (?) ORDER BY c.revision""";
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setArray(1, texts(tx, contacts.stream()));
            ResultSet rows = select.executeQuery();
            List<ContactProfile> profiles = new ArrayList<>();
            while (rows.next()) {
                String role = rows.getString(3);
                String persona = rows.getString(7);
                profiles.add(new ContactProfile(
                        new ContactId(rows.getString(1)),
                        Arrays.stream((String[]) rows.getArray(2).getArray())
                                .map(AccountId::new)
                                .toList(),
                        role == null ? null : BuyingRole.valueOf(role),
                        role == null ? null : 1.0,
                        rows.getString(6),
                        Consent.UNKNOWN,
                        persona == null ? null : new AssignedPersona(persona, rows.getInt(8), rows.getDouble(9)),
                        rows.getBoolean(4),
                        rows.getLong(5)));
            }
            return profiles;
        }
    }

    static List<FeedRecord> news(List<ContactProfile> profiles) {
        return profiles.stream()
                .map(p -> new FeedRecord(Feeds.CONTACT_UPDATED, p.contactId().value(), p))
                .toList();
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
