package io.desirepath.journey.identity;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whose activity may not count as evidence, and in which role contacts act, as persona-service tells it. */
@Singleton
public class KnownContacts {

    private static final String OF =
            "SELECT contact_id, profiling = 'DENIED' AS denied, role FROM contact_profile WHERE contact_id = ANY (?::text[])";

    /** What is known of the contacts; those of whom nothing is are absent. */
    public Map<ContactId, KnownContact> find(Connection c, Collection<ContactId> contacts) throws SQLException {
        Map<ContactId, KnownContact> known = new HashMap<>();
        if (contacts.isEmpty()) {
            return known;
        }
        try (PreparedStatement select = c.prepareStatement(OF)) {
            select.setArray(
                    1,
                    c.createArrayOf(
                            "text", contacts.stream().map(ContactId::value).toArray(String[]::new)));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                String role = rows.getString("role");
                known.put(
                        new ContactId(rows.getString("contact_id")),
                        new KnownContact(rows.getBoolean("denied"), role == null ? null : BuyingRole.valueOf(role)));
            }
        }
        return known;
    }
}
