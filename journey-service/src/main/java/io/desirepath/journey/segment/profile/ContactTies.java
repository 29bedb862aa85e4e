package io.desirepath.journey.segment.profile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rows of {@code segment_contact_account}: who acts for whom. */
final class ContactTies {

    private ContactTies() {}

    /** The accounts of a contact. */
    record Change(Set<String> before, Set<String> after) {

        Set<String> all() {
            Set<String> all = new HashSet<>(before);
            all.addAll(after);
            return all;
        }

        /** Those that came or went. */
        Set<String> different() {
            Set<String> different = all();
            different.removeIf(account -> before.contains(account) && after.contains(account));
            return different;
        }
    }

    /** @param accounts by contact, all of them */
    static Map<String, Change> replace(Connection tx, Map<String, Set<String>> accounts) throws SQLException {
        Map<String, Change> changes = new HashMap<>();
        if (accounts.isEmpty()) {
            return changes;
        }
        Map<String, Set<String>> before = before(tx, accounts.keySet());
        accounts.forEach((contact, after) ->
                changes.put(contact, new Change(before.getOrDefault(contact, Set.of()), after)));
        try (PreparedStatement delete = tx.prepareStatement(
                        "DELETE FROM segment_contact_account WHERE contact_id = ? AND account_id = ?");
                PreparedStatement insert = tx.prepareStatement(
                        "INSERT INTO segment_contact_account (contact_id, account_id) VALUES (?, ?)")) {
            for (Map.Entry<String, Change> change : changes.entrySet()) {
                for (String account : change.getValue().different()) {
                    boolean gone = change.getValue().before().contains(account);
                    PreparedStatement statement = gone ? delete : insert;
                    statement.setString(1, change.getKey());
                    statement.setString(2, account);
                    statement.addBatch();
                }
            }
            delete.executeBatch();
            insert.executeBatch();
        }
        return changes;
    }

    private static Map<String, Set<String>> before(Connection tx, Set<String> contacts) throws SQLException {
        Map<String, Set<String>> before = new HashMap<>();
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT contact_id, account_id FROM segment_contact_account WHERE contact_id = ANY (?::text[])")) {
            select.setArray(1, tx.createArrayOf("text", contacts.toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                before.computeIfAbsent(row.getString(1), contact -> new HashSet<>())
                        .add(row.getString(2));
            }
        }
        return before;
    }
}
