package io.desirepath.journey.identity;

import io.desirepath.contracts.ContactId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Whose activity may not count as evidence, as persona-service tells it. */
@Singleton
public class Consents {

    private static final String DENIED =
            "SELECT contact_id FROM contact_consent WHERE contact_id = ANY (?::text[]) AND profiling = 'DENIED'";

    /** Those of the contacts who denied profiling. */
    public Set<ContactId> denied(Connection c, Collection<ContactId> contacts) throws SQLException {
        Set<ContactId> denied = new HashSet<>();
        if (contacts.isEmpty()) {
            return denied;
        }
        try (PreparedStatement select = c.prepareStatement(DENIED)) {
            select.setArray(
                    1,
                    c.createArrayOf(
                            "text", contacts.stream().map(ContactId::value).toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                denied.add(new ContactId(rows.getString(1)));
            }
        }
        return denied;
    }
}
