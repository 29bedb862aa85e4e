package io.desirepath.journey.segment.profile;

import static java.util.stream.Collectors.toSet;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.ContactProfile.AssignedPersona;
import io.desirepath.journey.segment.profile.SegmentProfiles.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of {@code segment_contact}; what changes for a contact may change what holds for its accounts. */
final class ContactRows {

    // Old and new are compared in one statement; of a contact that was not there nothing was known.
    private static final String SAVE = """
            WITH told AS (
                SELECT * FROM unnest(?::text[], ?::text[], ?::float8[], ?::text[], ?::text[], ?::text[], ?::float8[],
                                     ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                       AS t (contact_id, role, role_confidence, department, seniority, persona_id,
                             persona_probability, profiling, marketing_email, advertising, email_sha256, revision)),
            old AS (
                SELECT t.contact_id, c.role, c.role_confidence, c.department, c.seniority, c.persona_id, c.persona_probability,
                       coalesce(c.profiling, 'UNKNOWN') AS profiling,
                       coalesce(c.marketing_email, 'UNKNOWN') AS marketing_email,
                       coalesce(c.advertising, 'UNKNOWN') AS advertising, c.email_sha256
                FROM told t LEFT JOIN segment_contact c USING (contact_id)),
            saved AS (
                INSERT INTO segment_contact AS c SELECT * FROM told
                ON CONFLICT (contact_id) DO UPDATE
                SET role = excluded.role, role_confidence = excluded.role_confidence,
                    department = excluded.department, seniority = excluded.seniority,
                    persona_id = excluded.persona_id, persona_probability = excluded.persona_probability,
                    profiling = excluded.profiling, marketing_email = excluded.marketing_email,
                    advertising = excluded.advertising, email_sha256 = excluded.email_sha256,
                    revision = excluded.revision
                WHERE excluded.revision >= c.revision
                RETURNING c.*)
            SELECT s.contact_id,
                   (s.role, s.role_confidence, s.department, s.seniority, s.persona_id, s.persona_probability, s.profiling,
                    s.marketing_email, s.advertising, s.email_sha256)
                   IS DISTINCT FROM
                   (o.role, o.role_confidence, o.department, o.seniority, o.persona_id, o.persona_probability, o.profiling,
                    o.marketing_email, o.advertising, o.email_sha256)
            FROM saved s JOIN old o USING (contact_id)""";

    private static final String DELETE = """
            DELETE FROM segment_contact c USING unnest(?::text[], ?::bigint[]) AS t (contact_id, revision)
            WHERE c.contact_id = t.contact_id AND c.revision <= t.revision
            RETURNING c.contact_id, true""";

    private static final String TURNED = """
            SELECT t.contact_id FROM unnest(?::text[], ?::boolean[]) AS t (contact_id, denied)
            LEFT JOIN segment_contact c USING (contact_id)
            WHERE t.denied <> coalesce(c.profiling = 'DENIED', false)""";

    private static final String ACTED_FOR =
            "SELECT DISTINCT account_id FROM activity WHERE contact_id = ANY (?::text[]) AND account_id IS NOT NULL";

    private ContactRows() {}

    static void save(Connection tx, Map<String, Told<ContactProfile>> told, DueSubjects due) throws SQLException {
        Map<String, ContactProfile> present = new HashMap<>();
        Map<String, ContactProfile> deleted = new HashMap<>();
        told.forEach((id, last) -> (last.isDeleted() ? deleted : present).put(id, last.state()));
        Map<String, Boolean> changed = new HashMap<>();
        due.addAccounts(actedFor(tx, turned(tx, told)));
        if (!present.isEmpty()) {
            changed.putAll(save(tx, present));
        }
        if (!deleted.isEmpty()) {
            changed.putAll(delete(tx, deleted));
        }
        Map<String, Set<String>> accounts = new HashMap<>();
        changed.keySet().forEach(id -> accounts.put(id, accountsOf(present.get(id))));
        ContactTies.replace(tx, accounts).forEach((id, tied) -> {
            boolean otherwise = Boolean.TRUE.equals(changed.get(id));
            due.addAccounts(otherwise ? tied.all() : tied.different());
            if (otherwise || !tied.different().isEmpty()) {
                due.addContacts(Set.of(id));
            }
        });
    }

    /** The contacts whose activity counts from now on, or no longer does. */
    private static Set<String> turned(Connection tx, Map<String, Told<ContactProfile>> told) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(TURNED)) {
            new Columns<>(tx, select, told)
                    .add("text", (id, last) -> id)
                    .add(
                            "boolean",
                            (id, last) -> !last.isDeleted() && last.state().profiling() == Consent.DENIED);
            return Columns.ids(select);
        }
    }

    /** Not only the accounts that they are said to act for. */
    private static Set<String> actedFor(Connection tx, Set<String> contacts) throws SQLException {
        if (contacts.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement select = tx.prepareStatement(ACTED_FOR)) {
            select.setArray(1, tx.createArrayOf("text", contacts.toArray()));
            return Columns.ids(select);
        }
    }

    private static Set<String> accountsOf(@Nullable ContactProfile contact) {
        return contact == null
                ? Set.of()
                : contact.accountIds().stream().map(AccountId::value).collect(toSet());
    }

    /** @return of the contacts that were not newer already, whether they are described otherwise now */
    private static Map<String, Boolean> save(Connection tx, Map<String, ContactProfile> present) throws SQLException {
        try (PreparedStatement save = tx.prepareStatement(SAVE)) {
            new Columns<>(tx, save, present)
                    .add("text", (id, c) -> id)
                    .add("text", (id, c) -> c.role() == null ? null : c.role().name())
                    .add("float8", (id, c) -> c.roleConfidence())
                    .add("text", (id, c) -> c.department())
                    .add("text", (id, c) -> c.seniority())
                    .add("text", (id, c) -> personaId(c.persona()))
                    .add("float8", (id, c) -> probability(c.persona()))
                    .add("text", (id, c) -> c.profiling().name())
                    .add("text", (id, c) -> c.marketingEmail().name())
                    .add("text", (id, c) -> c.advertising().name())
                    .add("text", (id, c) -> c.emailSha256())
                    .add("bigint", (id, c) -> c.revision());
            return Columns.flags(save);
        }
    }

    private static @Nullable String personaId(@Nullable AssignedPersona persona) {
        return persona == null ? null : persona.personaId();
    }

    private static @Nullable Double probability(@Nullable AssignedPersona persona) {
        return persona == null ? null : persona.probability();
    }

    private static Map<String, Boolean> delete(Connection tx, Map<String, ContactProfile> deleted) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
            new Columns<>(tx, delete, deleted).add("text", (id, c) -> id).add("bigint", (id, c) -> c.revision());
            return Columns.flags(delete);
        }
    }
}
