package io.desirepath.persona.profile;

import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.profile.domain.TraitFilter;
import io.desirepath.persona.profile.domain.TraitSubject;
import io.desirepath.persona.profile.domain.TraitType;
import io.desirepath.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The declared types of traits in PostgreSQL, and what was heard that does not fit them. */
@ApplicationScoped
public class TraitTypes {

    private static final Comparator<TraitFilter.Misfit> LATEST =
            Comparator.comparing(TraitFilter.Misfit::at).thenComparing(TraitFilter.Misfit::messageId);

    record Declaration(TraitSubject subject, String name, TraitType type, long revision, Instant updatedAt) {}

    /** @param subjectId of whom the misfit was said last */
    record Example(String subjectId, String found, Instant at, String messageId) {}

    /** All types declared for a subject, by name. */
    public Map<String, TraitType> of(Connection tx, TraitSubject subject) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT name, type FROM trait_type WHERE subject = ?")) {
            select.setString(1, subject.wireName());
            ResultSet rows = select.executeQuery();
            Map<String, TraitType> types = new HashMap<>();
            while (rows.next()) {
                types.put(rows.getString(1), TraitType.valueOf(rows.getString(2)));
            }
            return types;
        }
    }

    /** @throws ProblemException INVALID_REQUEST naming the first trait that is not of its declared type */
    public void require(Connection tx, TraitSubject subject, Map<String, Object> traits) throws SQLException {
        Map<String, TraitType> types = traits.isEmpty() ? Map.of() : of(tx, subject);
        new TreeMap<>(traits).forEach((name, value) -> {
            TraitType type = types.get(name);
            if (type != null && !type.fits(value)) {
                throw ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "traits.%s: must be a %s, as declared".formatted(name, type.wireName()));
            }
        });
    }

    /** Remembers of whom something unfitting was said. The latest message stands, so repetition changes nothing. */
    public void record(Connection tx, TraitSubject subject, Map<String, List<TraitFilter.Misfit>> misfits)
            throws SQLException {
        String sql = """
                INSERT INTO trait_misfit AS m (subject, name, subject_id, found, at, message_id)
                VALUES (?, ?, ?, ?, ?::timestamptz, ?)
                ON CONFLICT (subject, name, subject_id) DO UPDATE
                SET found = excluded.found, at = excluded.at, message_id = excluded.message_id
                WHERE (excluded.at, excluded.message_id) > (m.at, m.message_id)""";
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            for (var heard : misfits.entrySet()) {
                for (TraitFilter.Misfit misfit : latest(heard.getValue())) {
                    insert.setString(1, subject.wireName());
                    insert.setString(2, misfit.name());
                    insert.setString(3, heard.getKey());
                    insert.setString(4, misfit.found().wireName());
                    insert.setString(5, misfit.at().toString());
                    insert.setString(6, misfit.messageId().value());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** One for each trait, because one statement can write a row only once. */
    private static Collection<TraitFilter.Misfit> latest(List<TraitFilter.Misfit> misfits) {
        Map<String, TraitFilter.Misfit> latest = new TreeMap<>();
        misfits.forEach(misfit -> latest.merge(misfit.name(), misfit, BinaryOperator.maxBy(LATEST)));
        return latest.values();
    }

    @Nullable
    Declaration find(Connection tx, TraitSubject subject, String name) throws SQLException {
        String sql = "SELECT name, type, revision, updated_at FROM trait_type WHERE subject = ? AND name = ?";
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setString(1, subject.wireName());
            select.setString(2, name);
            ResultSet row = select.executeQuery();
            return row.next() ? declaration(subject, row) : null;
        }
    }

    /** Up to {@code count} declarations in the order of their names, from the one after the given name. */
    List<Declaration> after(Connection tx, TraitSubject subject, String name, int count) throws SQLException {
        String sql = """
                SELECT name, type, revision, updated_at FROM trait_type
                WHERE subject = ? AND name > ? ORDER BY name LIMIT ?""";
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setString(1, subject.wireName());
            select.setString(2, name);
            select.setInt(3, count);
            ResultSet rows = select.executeQuery();
            List<Declaration> found = new ArrayList<>();
            while (rows.next()) {
                found.add(declaration(subject, rows));
            }
            return found;
        }
    }

    void put(Connection tx, Declaration declaration) throws SQLException {
        String sql = """
                INSERT INTO trait_type (subject, name, type, revision, updated_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (subject, name) DO UPDATE
                SET type = excluded.type, revision = excluded.revision, updated_at = excluded.updated_at""";
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            insert.setString(1, declaration.subject().wireName());
            insert.setString(2, declaration.name());
            insert.setString(3, declaration.type().name());
            insert.setLong(4, declaration.revision());
            insert.setTimestamp(5, Timestamp.from(declaration.updatedAt()));
            insert.executeUpdate();
        }
    }

    /** Forgets the type and, because they misfit it, its misfits. */
    void delete(Connection tx, TraitSubject subject, String name) throws SQLException {
        for (String table : List.of("trait_type", "trait_misfit")) {
            try (PreparedStatement delete =
                    tx.prepareStatement("DELETE FROM " + table + " WHERE subject = ? AND name = ?")) {
                delete.setString(1, subject.wireName());
                delete.setString(2, name);
                delete.executeUpdate();
            }
        }
    }

    long countMisfits(Connection tx, TraitSubject subject, String name) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT count(*) FROM trait_misfit WHERE subject = ? AND name = ?")) {
            select.setString(1, subject.wireName());
            select.setString(2, name);
            ResultSet row = select.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    List<Example> latestMisfits(Connection tx, TraitSubject subject, String name, int count) throws SQLException {
        String sql = """
                SELECT subject_id, found, at, message_id FROM trait_misfit
                WHERE subject = ? AND name = ? ORDER BY at DESC, subject_id LIMIT ?""";
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setString(1, subject.wireName());
            select.setString(2, name);
            select.setInt(3, count);
            ResultSet rows = select.executeQuery();
            List<Example> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Example(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getTimestamp(3).toInstant(),
                        rows.getString(4)));
            }
            return found;
        }
    }

    private static Declaration declaration(TraitSubject subject, ResultSet row) throws SQLException {
        return new Declaration(
                subject,
                row.getString("name"),
                TraitType.valueOf(row.getString("type")),
                row.getLong("revision"),
                row.getTimestamp("updated_at").toInstant());
    }
}
