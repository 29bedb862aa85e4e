package io.desirepath.persona.privacy;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** What this service itself has of a contact or account, as one JSON object; columns as they are. */
@Singleton
class OwnProfile {

    private static final String CONTACT = """
            SELECT (to_jsonb(c) || jsonb_build_object('accounts',
                (SELECT coalesce(jsonb_agg(to_jsonb(l) - 'contact_id'), '[]') FROM contact_account l
                 WHERE l.contact_id = c.id)))::text
            FROM contact c WHERE c.id = ?""";

    private static final String ACCOUNT = """
            SELECT (to_jsonb(a) || jsonb_build_object('contacts',
                (SELECT coalesce(jsonb_agg(to_jsonb(l) - 'account_id'), '[]') FROM contact_account l
                 WHERE l.account_id = a.id)))::text
            FROM account a WHERE a.id = ?""";

    private final DataSource database;

    OwnProfile(DataSource database) {
        this.database = database;
    }

    Optional<String> ofContact(String id) {
        return read(CONTACT, id);
    }

    Optional<String> ofAccount(String id) {
        return read(ACCOUNT, id);
    }

    private Optional<String> read(String sql, String id) {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(sql)) {
            select.setString(1, id);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the profile store failed", e);
        }
    }
}
