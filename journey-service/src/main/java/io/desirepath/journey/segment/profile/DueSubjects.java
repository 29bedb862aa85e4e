package io.desirepath.journey.segment.profile;

import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Whose segments are to be looked at again, because what is kept here of them has changed. */
final class DueSubjects {

    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> contacts = new TreeSet<>();

    void addAccounts(Collection<String> ids) {
        accounts.addAll(ids);
    }

    void addContacts(Collection<String> ids) {
        contacts.addAll(ids);
    }

    void save(Connection tx, Trigger trigger) throws SQLException {
        save(tx, SegmentSubject.ACCOUNT, accounts, trigger);
        save(tx, SegmentSubject.CONTACT, contacts, trigger);
    }

    private static void save(Connection tx, SegmentSubject subject, Set<String> ids, Trigger trigger)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO segment_due (subject, subject_id, trigger) SELECT ?, unnest(?::text[]), ?")) {
            insert.setString(1, subject.name());
            insert.setArray(2, tx.createArrayOf("text", ids.toArray()));
            insert.setString(3, trigger.name());
            insert.executeUpdate();
        }
    }
}
