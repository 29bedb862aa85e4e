package io.desirepath.journey.segment;

import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.segment.domain.Subject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whom to look at, in PostgreSQL: because something changed, because time passed, or one after the other. */
@Singleton
class PostgresWork {

    private static final String DUE = """
            WITH taken AS (
                DELETE FROM segment_due WHERE number IN (SELECT number FROM segment_due ORDER BY number LIMIT ?)
                RETURNING subject, subject_id, trigger)
            SELECT * FROM taken""";

    private static final String RECHECKS =
            "SELECT subject, subject_id, 'TIME' AS trigger FROM segment_recheck WHERE due_at <= ? ORDER BY due_at LIMIT ?";

    // Merged from the two indexes, however many there are.
    private static final String ACCOUNTS = """
            SELECT id FROM (
                (SELECT account_id AS id FROM account_stage WHERE account_id > ?
                   AND first_at < '9999-01-01T00:00:00Z' ORDER BY account_id LIMIT ?)
                UNION
                (SELECT account_id FROM segment_account WHERE account_id > ? ORDER BY account_id LIMIT ?)) a
            ORDER BY id LIMIT ?""";

    private static final String LONE_CONTACTS = """
            SELECT contact_id AS id FROM segment_contact c WHERE contact_id > ?
              AND NOT EXISTS (SELECT 1 FROM segment_contact_account k WHERE k.contact_id = c.contact_id)
            ORDER BY contact_id LIMIT ?""";

    private static final String COUNT = """
            SELECT (SELECT count(*) FROM account_stage WHERE first_at < '9999-01-01T00:00:00Z')
                 + (SELECT count(*) FROM segment_account p
                    WHERE NOT EXISTS (SELECT 1 FROM account_stage s WHERE s.account_id = p.account_id))""";

    /** Takes some of those whom something else changed. */
    Map<Subject, Trigger> takeDue(Connection tx, int limit) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(DUE)) {
            delete.setInt(1, limit);
            return subjects(delete);
        }
    }

    /** Those whom time may have changed. */
    Map<Subject, Trigger> rechecks(Connection tx, Instant now, int limit) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(RECHECKS)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, limit);
            return subjects(select);
        }
    }

    private static Map<Subject, Trigger> subjects(PreparedStatement statement) throws SQLException {
        Map<Subject, Trigger> subjects = new HashMap<>();
        ResultSet row = statement.executeQuery();
        while (row.next()) {
            subjects.merge(
                    new Subject(SegmentSubject.valueOf(row.getString("subject")), row.getString("subject_id")),
                    Trigger.valueOf(row.getString("trigger")),
                    Triggers::first);
        }
        return subjects;
    }

    /** The next accounts in the order of their ids. */
    List<String> accounts(Connection c, String after, int limit) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(ACCOUNTS)) {
            select.setString(1, after);
            select.setInt(2, limit);
            select.setString(3, after);
            select.setInt(4, limit);
            select.setInt(5, limit);
            return ids(select);
        }
    }

    /** The next contacts that act for no account. */
    List<String> loneContacts(Connection c, String after, int limit) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(LONE_CONTACTS)) {
            select.setString(1, after);
            select.setInt(2, limit);
            return ids(select);
        }
    }

    long countAccounts(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(COUNT)) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> ids(PreparedStatement select) throws SQLException {
        List<String> ids = new ArrayList<>();
        ResultSet row = select.executeQuery();
        while (row.next()) {
            ids.add(row.getString("id"));
        }
        return ids;
    }
}
