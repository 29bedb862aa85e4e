package io.desirepath.persona.persona;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.List;
import java.util.Optional;

/** Personas and their versions in PostgreSQL. What writes runs under the persona's lock. */
@ApplicationScoped
class PostgresPersonas {

    private static final String VERSIONS = """
            SELECT p.id, v.version, v.definition::text, p.archived, p.created_at, v.created_at
            FROM persona p JOIN persona_version v ON v.persona_id = p.id""";

    /** The newest version, also of an archived persona; empty if there never was one. */
    Optional<PersonaRow> find(Connection c, PersonaId id) throws SQLException {
        List<PersonaRow> found = rows(c, VERSIONS + " AND v.version = p.version WHERE p.id = ?", id.value());
        return found.stream().findFirst();
    }

    Optional<PersonaRow> version(Connection c, PersonaId id, int version) throws SQLException {
        List<PersonaRow> found = rows(c, VERSIONS + " WHERE p.id = ? AND v.version = ?", id.value(), version);
        return found.stream().findFirst();
    }

    /** Up to {@code count} versions in their order, from the one after the given one. */
    List<PersonaRow> versions(Connection c, PersonaId id, long after, int count) throws SQLException {
        return rows(
                c, VERSIONS + " WHERE p.id = ? AND v.version > ? ORDER BY v.version LIMIT ?", id.value(), after, count);
    }

    /** Up to {@code count} personas that are not archived in the order of their ids, from the one after the given id. */
    List<PersonaRow> active(Connection c, String after, int count) throws SQLException {
        return rows(
                c,
                VERSIONS + " AND v.version = p.version WHERE NOT p.archived AND p.id > ? ORDER BY p.id LIMIT ?",
                after,
                count);
    }

    /** Adds a version, which becomes the persona's newest. */
    void add(Connection tx, PersonaRow row) throws SQLException {
        String persona = """
                INSERT INTO persona (id, version, archived, created_at, updated_at) VALUES (?, ?, false, ?, ?)
                ON CONFLICT (id) DO UPDATE
                SET version = excluded.version, archived = false, updated_at = excluded.updated_at""";
        OffsetDateTime created = row.createdAt().atOffset(ZoneOffset.UTC);
        OffsetDateTime updated = row.updatedAt().atOffset(ZoneOffset.UTC);
        update(tx, persona, row.id().value(), row.version(), created, updated);
        update(
                tx,
                "INSERT INTO persona_version (persona_id, version, definition, created_at) VALUES (?, ?, ?::jsonb, ?)",
                row.id().value(),
                row.version(),
                json(row.description()),
                updated);
    }

    void archive(Connection tx, PersonaId id) throws SQLException {
        update(tx, "UPDATE persona SET archived = true, updated_at = now() WHERE id = ?", id.value());
    }

    private static void update(Connection tx, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static List<PersonaRow> rows(Connection c, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            ResultSet row = select.executeQuery();
            List<PersonaRow> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new PersonaRow(
                        new PersonaId(row.getString(1)),
                        row.getInt(2),
                        description(row.getString(3)),
                        row.getBoolean(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getObject(6, OffsetDateTime.class).toInstant()));
            }
            return rows;
        }
    }

    private static String json(PersonaDescription description) {
        try {
            return FeedJson.MAPPER.writeValueAsString(description);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a persona: " + description, e);
        }
    }

    private static PersonaDescription description(String json) {
        try {
            return FeedJson.MAPPER.readValue(json, PersonaDescription.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored persona cannot be read", e);
        }
    }
}
