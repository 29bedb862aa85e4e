package io.desirepath.persona.persona;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.PersonaId;
import io.desirepath.service.feed.FeedJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which contact is of which persona, and which contacts are to be looked at again. */
@ApplicationScoped
class PostgresAssignments {

    private static final String COLUMNS = """
            SELECT contact_id, persona_id, persona_version, persona_probability, none_probability, alternatives::text,
                   evidence::text, assigned_at
            FROM contact_persona""";

    Map<String, ContactPersona> load(Connection c, Collection<String> contacts) throws SQLException {
        Map<String, ContactPersona> found = new HashMap<>();
        for (ContactPersona assignment : query(
                c, COLUMNS + " WHERE contact_id = ANY (?)", c.createArrayOf("text", contacts.toArray(String[]::new)))) {
            found.put(assignment.contactId().value(), assignment);
        }
        return found;
    }

    /** Up to {@code count} contacts of a persona in the order of their ids, from the one after the given id. */
    List<ContactPersona> of(Connection c, PersonaId persona, String after, int count) throws SQLException {
        return query(
                c,
                COLUMNS + " WHERE persona_id = ? AND contact_id > ? ORDER BY contact_id LIMIT ?",
                persona.value(),
                after,
                count);
    }

    /**
     * The stored assignment if nothing has changed since; empty if there is none, or it is to be computed.
     *
     * @param catalog the present state of the personas
     */
    Optional<ContactPersona> current(Connection c, ContactId contact, long catalog) throws SQLException {
        List<ContactPersona> found = query(
                c,
                COLUMNS
                        + " p WHERE contact_id = ? AND catalog = ?"
                        + " AND NOT EXISTS (SELECT FROM persona_due d WHERE d.contact_id = p.contact_id)",
                contact.value(),
                catalog);
        return found.stream().findFirst();
    }

    void save(Connection tx, Collection<ContactPersona> assignments, long catalog) throws SQLException {
        String sql = """
                INSERT INTO contact_persona (contact_id, persona_id, persona_version, persona_probability,
                    none_probability, alternatives, evidence, catalog, assigned_at)
                VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)
                ON CONFLICT (contact_id) DO UPDATE
                SET persona_id = excluded.persona_id, persona_version = excluded.persona_version,
                    persona_probability = excluded.persona_probability, none_probability = excluded.none_probability,
                    alternatives = excluded.alternatives, evidence = excluded.evidence, catalog = excluded.catalog,
                    assigned_at = excluded.assigned_at""";
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            for (ContactPersona assignment : assignments) {
                PersonaId persona = assignment.persona();
                insert.setString(1, assignment.contactId().value());
                insert.setString(2, persona == null ? null : persona.value());
                insert.setObject(3, assignment.version());
                insert.setObject(4, assignment.probability());
                insert.setDouble(5, assignment.none());
                insert.setString(6, json(assignment.alternatives()));
                insert.setString(7, json(assignment.evidence()));
                insert.setLong(8, catalog);
                insert.setObject(9, assignment.assignedAt().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What says the same in another state of the personas. */
    void confirm(Connection tx, Collection<String> contacts, long catalog) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE contact_persona SET catalog = ? WHERE contact_id = ANY (?) AND catalog <> ?")) {
            update.setLong(1, catalog);
            update.setArray(2, tx.createArrayOf("text", contacts.toArray(String[]::new)));
            update.setLong(3, catalog);
            update.executeUpdate();
        }
    }

    /** The contacts of the oldest marks. */
    Set<String> due(Connection c, int marks) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT contact_id FROM persona_due ORDER BY id LIMIT ?")) {
            select.setInt(1, marks);
            ResultSet rows = select.executeQuery();
            Set<String> due = new HashSet<>();
            while (rows.next()) {
                due.add(rows.getString(1));
            }
            return due;
        }
    }

    /** Takes all marks of contacts: what they tell of is seen by whoever reads facts after this. */
    void unmark(Connection tx, Collection<String> contacts) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("DELETE FROM persona_due WHERE contact_id = ANY (?)")) {
            delete.setArray(1, tx.createArrayOf("text", contacts.toArray(String[]::new)));
            delete.executeUpdate();
        }
    }

    /** Up to {@code count} contacts in the order of their ids, from the one after the given id. */
    List<String> contacts(Connection c, String after, int count) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT id FROM contact WHERE id > ? ORDER BY id LIMIT ?")) {
            select.setString(1, after);
            select.setInt(2, count);
            ResultSet rows = select.executeQuery();
            List<String> contacts = new ArrayList<>();
            while (rows.next()) {
                contacts.add(rows.getString(1));
            }
            return contacts;
        }
    }

    private static List<ContactPersona> query(Connection c, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            ResultSet rows = select.executeQuery();
            List<ContactPersona> found = new ArrayList<>();
            while (rows.next()) {
                String persona = rows.getString(2);
                found.add(new ContactPersona(
                        new ContactId(rows.getString(1)),
                        persona == null ? null : new PersonaId(persona),
                        rows.getObject(3, Integer.class),
                        rows.getObject(4, Double.class),
                        rows.getDouble(5),
                        read(rows.getString(6), new TypeReference<>() {}),
                        read(rows.getString(7), new TypeReference<>() {}),
                        rows.getObject(8, OffsetDateTime.class).toInstant()));
            }
            return found;
        }
    }

    private static String json(Object value) {
        try {
            return FeedJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an assignment: " + value, e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return FeedJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored assignment cannot be read", e);
        }
    }
}
