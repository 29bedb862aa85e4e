package io.desirepath.recommendation.catalog.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Documents of one kind in their table. They are read and written whole, so they are kept as JSON; who serves them
 * follows the table.
 */
public final class Documents<T> {

    private static final ObjectMapper JSON = FeedJson.MAPPER;

    private final DataSource database;
    private final String table;
    private final Class<T> type;
    private final ProblemType unknown;

    public Documents(DataSource database, String table, Class<T> type, ProblemType unknown) {
        this.database = database;
        this.table = table;
        this.type = type;
        this.unknown = unknown;
    }

    /** @param created whether there was none */
    public record Written<T>(Document<T> document, boolean created) {}

    /** @param after the id to continue after; empty for the beginning */
    public List<Document<T>> page(String after, int size) {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(
                        "SELECT * FROM " + table + " WHERE id > ? AND declared IS NOT NULL ORDER BY id LIMIT ?")) {
            select.setString(1, after);
            select.setInt(2, size);
            ResultSet rows = select.executeQuery();
            List<Document<T>> page = new ArrayList<>();
            while (rows.next()) {
                page.add(document(rows));
            }
            return page;
        } catch (SQLException e) {
            throw new IllegalStateException(table + " cannot be read", e);
        }
    }

    /** @throws ProblemException of the kind's own type if there is none */
    public Document<T> require(DocumentId id) {
        try (Connection c = database.getConnection()) {
            return lock(c, id.value(), "").orElseThrow(() -> unknown(id));
        } catch (SQLException e) {
            throw new IllegalStateException(table + " cannot be read", e);
        }
    }

    /**
     * The document, which nobody deletes until the transaction ends.
     *
     * @throws ProblemException of the kind's own type if there is none
     */
    public Document<T> hold(Connection tx, DocumentId id) throws SQLException {
        return lock(tx, id.value(), " FOR SHARE").orElseThrow(() -> unknown(id));
    }

    /**
     * Creates the document or replaces it. A declaration that changes nothing keeps the version.
     *
     * @param precondition what the client expects to find
     * @throws ProblemException PRECONDITION_FAILED if it is not so
     */
    public Written<T> put(DocumentId id, T declared, Precondition precondition) {
        return inTransaction(tx -> {
            insertDeleted(tx, id.value());
            Optional<Document<T>> before = lock(tx, id.value(), " FOR UPDATE");
            precondition.require(before.map(Document::revision).orElse(null));
            declare(tx, Map.of(id.value(), declared));
            return new Written<>(lock(tx, id.value(), "").orElseThrow(), before.isEmpty());
        });
    }

    /**
     * Creates or replaces many documents.
     *
     * @return how many were not so before
     */
    public long declare(Connection tx, Map<String, T> documents) throws SQLException {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        documents.forEach((id, declared) -> rows.addObject().put("id", id).set("declared", JSON.valueToTree(declared)));
        try (PreparedStatement upsert = tx.prepareStatement("""
                INSERT INTO %1$s AS t (id, declared, revision, incarnation)
                SELECT d.id, d.declared, 1, 1 FROM jsonb_to_recordset(?::jsonb) AS d (id text, declared jsonb)
                ORDER BY d.id COLLATE "C"
                ON CONFLICT (id) DO UPDATE SET
                    declared = excluded.declared, revision = t.revision + 1, updated_at = now(),
                    incarnation = CASE WHEN t.declared IS NULL THEN t.revision + 1 ELSE t.incarnation END,
                    created_at = CASE WHEN t.declared IS NULL THEN now() ELSE t.created_at END
                WHERE t.declared IS DISTINCT FROM excluded.declared""".formatted(table))) {
            upsert.setString(1, rows.toString());
            return upsert.executeUpdate();
        }
    }

    /**
     * @param precondition what the client expects to find
     * @return what was deleted
     * @throws ProblemException of the kind's own type if there is none; PRECONDITION_FAILED
     */
    public Document<T> delete(DocumentId id, Precondition precondition) {
        return inTransaction(tx -> {
            Document<T> document = lock(tx, id.value(), " FOR UPDATE").orElseThrow(() -> unknown(id));
            precondition.require(document.revision());
            try (PreparedStatement update = tx.prepareStatement("UPDATE " + table
                    + " SET declared = NULL, revision = revision + 1, updated_at = now() WHERE id = ?")) {
                update.setString(1, id.value());
                update.executeUpdate();
            }
            return document;
        });
    }

    /** Reads a row that a follower found; null if the document was deleted. */
    public @Nullable T declared(ResultSet row) throws SQLException {
        String declared = row.getString("declared");
        try {
            return declared == null ? null : JSON.readValue(declared, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(table + " has an unreadable row", e);
        }
    }

    private ProblemException unknown(DocumentId id) {
        return ProblemException.of(unknown, "There is no '" + id + "'");
    }

    private void insertDeleted(Connection tx, String id) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO " + table + " (id) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }

    private Optional<Document<T>> lock(Connection tx, String id, String lock) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM " + table + " WHERE id = ?" + lock)) {
            select.setString(1, id);
            ResultSet row = select.executeQuery();
            return row.next() && row.getString("declared") != null ? Optional.of(document(row)) : Optional.empty();
        }
    }

    private Document<T> document(ResultSet row) throws SQLException {
        T declared = declared(row);
        if (declared == null) {
            throw new IllegalStateException("deleted");
        }
        return new Document<>(
                row.getString("id"),
                declared,
                row.getLong("revision"),
                row.getLong("incarnation"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private interface Work<R> {
        R in(Connection tx) throws SQLException;
    }

    private <R> R inTransaction(Work<R> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return work.in(tx);
            }
        });
    }
}
