package io.desirepath.journey.identity;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.journey.identity.domain.EmailDomain;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What this service keeps of the profiles, in PostgreSQL. */
@Singleton
class PostgresProfiles {

    private static final String SAVE_ACCOUNT = """
            INSERT INTO account_profile AS a (account_id, domains, revision) VALUES (?, ?, ?)
            ON CONFLICT (account_id) DO UPDATE SET domains = excluded.domains, revision = excluded.revision
            WHERE excluded.revision >= a.revision""";

    // Old and new are compared in one statement; a contact nobody has asked is as good as absent.
    private static final String SAVE_CONTACT = """
            WITH old AS (
                SELECT coalesce(max(profiling), 'UNKNOWN') AS profiling, max(role) AS role
                FROM contact_profile WHERE contact_id = ?)
            INSERT INTO contact_profile AS c (contact_id, profiling, role, revision) VALUES (?, ?, ?, ?)
            ON CONFLICT (contact_id) DO UPDATE
            SET profiling = excluded.profiling, role = excluded.role, revision = excluded.revision
            WHERE excluded.revision > c.revision
            RETURNING ((SELECT profiling FROM old) = 'DENIED') <> (profiling = 'DENIED')
                OR (SELECT role FROM old) IS DISTINCT FROM role""";

    private static final String FIRST_EVIDENCE = """
            SELECT account_id, min(at) AS at FROM activity
            WHERE contact_id = ANY (?::text[]) AND contact_id IS NOT NULL AND account_id IS NOT NULL AND mark IS NOT NULL
            GROUP BY account_id""";

    Set<String> domains(Connection c, Collection<String> accounts) throws SQLException {
        return texts(c, "SELECT unnest(domains) FROM account_profile WHERE account_id = ANY (?::text[])", accounts);
    }

    /** Those of the accounts that have had a domain. */
    Set<String> knownAccounts(Connection c, Collection<String> accounts) throws SQLException {
        return texts(c, "SELECT account_id FROM account_profile WHERE account_id = ANY (?::text[])", accounts);
    }

    /** Those of the contacts whose consent or role is known. */
    Set<String> knownContacts(Connection c, Collection<String> contacts) throws SQLException {
        return texts(c, "SELECT contact_id FROM contact_profile WHERE contact_id = ANY (?::text[])", contacts);
    }

    /** The contacts with an e-mail address in one of the domains. */
    Set<String> contactsOf(Connection c, Collection<String> domains) throws SQLException {
        return texts(c, "SELECT contact_id FROM contact_domain WHERE domain = ANY (?::text[])", domains);
    }

    /** The accounts that have one of the domains. */
    Set<String> accountsWith(Connection c, Collection<String> domains) throws SQLException {
        return texts(c, "SELECT account_id FROM account_profile WHERE domains && ?::text[]", domains);
    }

    /** The accounts for which activity of the contacts counts. */
    Set<String> accountsOf(Connection c, Collection<String> contacts) throws SQLException {
        return texts(
                c,
                "SELECT DISTINCT account_id FROM activity WHERE contact_id = ANY (?::text[]) AND contact_id IS NOT NULL"
                        + " AND account_id IS NOT NULL",
                contacts);
    }

    /** When the contacts' first evidence happened, for each account it counts for. */
    Map<AccountId, Instant> firstEvidence(Connection c, Collection<String> contacts) throws SQLException {
        Map<AccountId, Instant> first = new HashMap<>();
        if (contacts.isEmpty()) {
            return first;
        }
        try (PreparedStatement select = c.prepareStatement(FIRST_EVIDENCE)) {
            select.setArray(1, array(c, contacts));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                first.put(
                        new AccountId(rows.getString("account_id")),
                        rows.getObject("at", OffsetDateTime.class).toInstant());
            }
        }
        return first;
    }

    void saveAccounts(Connection tx, Collection<AccountProfile> accounts) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(SAVE_ACCOUNT)) {
            for (AccountProfile account : accounts) {
                upsert.setString(1, account.accountId().value());
                upsert.setArray(2, array(tx, ascii(account.domains())));
                upsert.setLong(3, account.revision());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** @return the contacts whose activity counts from now on, or no longer does, or weighs otherwise */
    Set<String> saveContacts(Connection tx, Collection<ContactProfile> contacts) throws SQLException {
        Set<String> changed = new HashSet<>();
        try (PreparedStatement upsert = tx.prepareStatement(SAVE_CONTACT)) {
            for (ContactProfile contact : contacts) {
                upsert.setString(1, contact.contactId().value());
                upsert.setString(2, contact.contactId().value());
                upsert.setString(3, contact.profiling().name());
                upsert.setString(
                        4, contact.role() == null ? null : contact.role().name());
                upsert.setLong(5, contact.revision());
                ResultSet row = upsert.executeQuery();
                if (row.next() && row.getBoolean(1)) {
                    changed.add(contact.contactId().value());
                }
            }
        }
        return changed;
    }

    /** Domains in the form in which they are compared. */
    static List<String> ascii(List<String> domains) {
        return domains.stream()
                .flatMap(domain -> EmailDomain.ascii(domain).stream())
                .distinct()
                .toList();
    }

    private static Set<String> texts(Connection c, String sql, Collection<String> wanted) throws SQLException {
        Set<String> found = new HashSet<>();
        if (wanted.isEmpty()) {
            return found;
        }
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setArray(1, array(c, wanted));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static Array array(Connection c, Collection<String> values) throws SQLException {
        return c.createArrayOf("text", Stream.of(values.toArray()).toArray());
    }
}
