package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.ContactProfile.AssignedPersona;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a page of the feed {@code profiles} says of contacts: the last state of each. Whoever does not want to be profiled
 * has only what was declared: a role, and no persona.
 */
final class ContactProfiles {

    private static final String UPSERT = """
            INSERT INTO contact_profile
                (contact_id, role, role_confidence, department, persona_id, persona_probability, revision)
            SELECT * FROM unnest(?::text[], ?::text[], ?::float8[], ?::text[], ?::text[], ?::float8[], ?::bigint[])
            ON CONFLICT (contact_id) DO UPDATE SET
                role = excluded.role, role_confidence = excluded.role_confidence, department = excluded.department,
                persona_id = excluded.persona_id, persona_probability = excluded.persona_probability,
                revision = excluded.revision
            WHERE excluded.revision > contact_profile.revision
            RETURNING contact_id""";

    private final Map<String, ContactProfile> updated = new TreeMap<>();
    private final Map<String, ContactProfile> deleted = new TreeMap<>();

    private ContactProfiles() {}

    static ContactProfiles in(List<FeedEvent> events) {
        ContactProfiles contacts = new ContactProfiles();
        for (FeedEvent event : events) {
            boolean gone = event.type().equals(Feeds.CONTACT_DELETED);
            if (gone || event.type().equals(Feeds.CONTACT_UPDATED)) {
                ContactProfile profile = FeedPayload.of(event, ContactProfile.class);
                String id = profile.contactId().value();
                (gone ? contacts.updated : contacts.deleted).remove(id);
                (gone ? contacts.deleted : contacts.updated).put(id, profile);
            }
        }
        return contacts;
    }

    /** Whose people they were and are. */
    Set<String> accounts(Connection tx) throws SQLException {
        Set<String> accounts = new TreeSet<>();
        if (updated.isEmpty() && deleted.isEmpty()) {
            return accounts;
        }
        updated.values().forEach(profile -> profile.accountIds().forEach(id -> accounts.add(id.value())));
        List<String> contacts = new ArrayList<>(updated.keySet());
        contacts.addAll(deleted.keySet());
        try (PreparedStatement select =
                tx.prepareStatement("SELECT DISTINCT account_id FROM contact_account WHERE contact_id = ANY (?)")) {
            select.setArray(1, tx.createArrayOf("text", contacts.toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                accounts.add(rows.getString(1));
            }
        }
        return accounts;
    }

    /** @param accounts whose people they were and are, locked */
    void write(Connection tx, Collection<String> accounts) throws SQLException {
        if (!deleted.isEmpty()) {
            run(tx, "DELETE FROM contact_profile WHERE contact_id = ANY (?)", deleted.keySet());
        }
        if (!updated.isEmpty()) {
            Set<String> changed = upsert(tx, updated.values());
            run(tx, "DELETE FROM contact_account WHERE contact_id = ANY (?)", changed);
            link(tx, changed);
        }
        if (!accounts.isEmpty()) {
            run(tx, "UPDATE account_context SET revision = revision + 1 WHERE account_id = ANY (?)", accounts);
        }
    }

    private static Set<String> upsert(Connection tx, Collection<ContactProfile> profiles) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(UPSERT)) {
            array(
                    tx,
                    upsert,
                    1,
                    "text",
                    profiles,
                    profile -> profile.contactId().value());
            array(tx, upsert, 2, "text", profiles, profile -> hasRole(profile) ? String.valueOf(profile.role()) : null);
            array(tx, upsert, 3, "float8", profiles, profile -> hasRole(profile) ? confidence(profile) : null);
            array(tx, upsert, 4, "text", profiles, ContactProfile::department);
            array(tx, upsert, 5, "text", profiles, profile -> ofPersona(profile, AssignedPersona::personaId));
            array(tx, upsert, 6, "float8", profiles, profile -> ofPersona(profile, AssignedPersona::probability));
            array(tx, upsert, 7, "int8", profiles, ContactProfile::revision);
            Set<String> changed = new TreeSet<>();
            ResultSet rows = upsert.executeQuery();
            while (rows.next()) {
                changed.add(rows.getString(1));
            }
            return changed;
        }
    }

    private void link(Connection tx, Set<String> contacts) throws SQLException {
        List<String> accountIds = new ArrayList<>();
        List<String> contactIds = new ArrayList<>();
        for (String contact : contacts) {
            Objects.requireNonNull(updated.get(contact)).accountIds().forEach(account -> {
                accountIds.add(account.value());
                contactIds.add(contact);
            });
        }
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO contact_account (account_id, contact_id)
                SELECT * FROM unnest(?::text[], ?::text[]) ON CONFLICT DO NOTHING""")) {
            insert.setArray(1, tx.createArrayOf("text", accountIds.toArray()));
            insert.setArray(2, tx.createArrayOf("text", contactIds.toArray()));
            insert.executeUpdate();
        }
    }

    private static boolean hasRole(ContactProfile profile) {
        return profile.role() != null && (profile.profiling() != Consent.DENIED || confidence(profile) >= 1);
    }

    private static double confidence(ContactProfile profile) {
        return profile.roleConfidence() == null ? 1 : profile.roleConfidence();
    }

    private static @Nullable Object ofPersona(ContactProfile profile, Function<AssignedPersona, Object> value) {
        AssignedPersona persona = profile.persona();
        return persona == null || profile.profiling() == Consent.DENIED ? null : value.apply(persona);
    }

    private static void run(Connection tx, String sql, Collection<String> ids) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setArray(1, tx.createArrayOf("text", ids.toArray()));
            statement.executeUpdate();
        }
    }

    private static void array(
            Connection tx,
            PreparedStatement statement,
            int index,
            String type,
            Collection<ContactProfile> profiles,
            Function<ContactProfile, @Nullable Object> value)
            throws SQLException {
        statement.setArray(
                index, tx.createArrayOf(type, profiles.stream().map(value).toArray()));
    }
}
