package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.ContactProfile.AssignedPersona;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.contact.domain.EmailHash;
import io.desirepath.service.feed.FeedRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What the profiles feed tells of contacts, read from their rows. */
public final class ContactProfiles {

    private ContactProfiles() {}

    /** The contacts as they are now, as news for the feed's readers, in the order of their revisions. */
    public static List<FeedRecord> updated(Connection tx, Collection<String> contacts) throws SQLException {
        return contacts.isEmpty() ? List.of() : news(tx, Feeds.CONTACT_UPDATED, contacts);
    }

    static List<FeedRecord> deleted(Connection tx, String contact) throws SQLException {
        return news(tx, Feeds.CONTACT_DELETED, List.of(contact));
    }

    private static List<FeedRecord> news(Connection tx, String type, Collection<String> contacts) throws SQLException {
        String sql = """
                SELECT c.id, array(SELECT l.account_id FROM contact_account l
                                   WHERE l.contact_id = c.id ORDER BY l.account_id) AS accounts,
                       c.role, c.role_confidence, c.department, c.seniority, c.email,
                       c.consents #>> '{PROFILING,consent}' AS profiling,
                       c.consents #>> '{MARKETING_EMAIL,consent}' AS marketing_email,
                       c.consents #>> '{ADVERTISING,consent}' AS advertising,
                       p.persona_id, p.persona_version, p.persona_probability, c.stub, c.revision
                FROM contact c LEFT JOIN contact_persona p ON p.contact_id = c.id
                WHERE c.id = ANY (?) ORDER BY c.revision""";
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setArray(1, tx.createArrayOf("text", contacts.toArray()));
            ResultSet rows = select.executeQuery();
            List<FeedRecord> news = new ArrayList<>();
            while (rows.next()) {
                ContactProfile profile = profile(rows);
                news.add(new FeedRecord(type, profile.contactId().value(), profile));
            }
            return news;
        }
    }

    private static ContactProfile profile(ResultSet row) throws SQLException {
        String role = row.getString("role");
        String persona = row.getString("persona_id");
        String email = row.getString("email");
        Consent marketingEmail = consent(row, "marketing_email");
        Consent advertising = consent(row, "advertising");
        boolean hashNeeded = marketingEmail == Consent.GRANTED || advertising == Consent.GRANTED;
        return new ContactProfile(
                new ContactId(row.getString("id")),
                Arrays.stream((String[]) row.getArray("accounts").getArray())
                        .map(AccountId::new)
                        .toList(),
                role == null ? null : BuyingRole.valueOf(role),
                row.getObject("role_confidence", Double.class),
                row.getString("department"),
                row.getString("seniority"),
                consent(row, "profiling"),
                marketingEmail,
                advertising,
                email == null || !hashNeeded ? null : EmailHash.sha256(email),
                persona == null
                        ? null
                        : new AssignedPersona(
                                persona, row.getInt("persona_version"), row.getDouble("persona_probability")),
                row.getBoolean("stub"),
                row.getLong("revision"));
    }

    private static Consent consent(ResultSet row, String purpose) throws SQLException {
        String consent = row.getString(purpose);
        return consent == null ? Consent.UNKNOWN : Consent.valueOf(consent);
    }
}
