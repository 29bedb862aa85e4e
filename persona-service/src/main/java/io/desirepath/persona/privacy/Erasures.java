package io.desirepath.persona.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.ErasureDone;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.persona.privacy.ErasureReceipt.ServiceReport;
import io.desirepath.persona.privacy.ErasureReceipt.Status;
import io.desirepath.service.feed.FeedJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Receipts in PostgreSQL. */
@Singleton
class Erasures {

    private static final String SELECT = """
            SELECT e.id, e.kind, e.requested_at, e.completed_at, s.service, r.reported_at, r.stores
            FROM (SELECT * FROM erasure WHERE %s ORDER BY id LIMIT ?) e
            CROSS JOIN LATERAL unnest(e.services) WITH ORDINALITY AS s (service, n)
            LEFT JOIN erasure_report r ON r.erasure_id = e.id AND r.service = s.service
            ORDER BY e.id, s.n""";

    // The request stays a request, of nobody: who reads it again from the beginning has nothing to do.
    private static final String FORGET_WHOM = """
            UPDATE feed_erasures
            SET payload = (payload::jsonb || '{"subjectId": null, "anonymousIds": []}'::jsonb)::json
            WHERE aggregateid = ?""";

    private final PrivacyConfig config;

    Erasures(PrivacyConfig config) {
        this.config = config;
    }

    void add(Connection tx, String id, ErasureRequested.Kind kind, Instant at) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO erasure (id, kind, services, requested_at) VALUES (?, ?, ?, ?::timestamptz)")) {
            insert.setString(1, id);
            insert.setString(2, kind.name());
            insert.setArray(3, tx.createArrayOf("text", config.services().toArray()));
            insert.setString(4, at.toString());
            insert.executeUpdate();
        }
    }

    /** Notes that a service has forgotten; once all have, nothing says any more who it was. */
    void report(Connection tx, ErasureDone done) throws SQLException {
        if (!lock(tx, done.erasureId())) {
            return;
        }
        try (PreparedStatement insert = tx.prepareStatement("INSERT INTO erasure_report (erasure_id, service, stores)"
                + " VALUES (?, ?, ?::jsonb) ON CONFLICT DO NOTHING")) {
            insert.setString(1, done.erasureId());
            insert.setString(2, done.service());
            insert.setString(3, FeedJson.MAPPER.valueToTree(done.stores()).toString());
            insert.executeUpdate();
        }
        try (PreparedStatement complete = tx.prepareStatement("""
                UPDATE erasure e SET completed_at = now()
                WHERE id = ? AND completed_at IS NULL
                  AND e.services <@ ARRAY(SELECT service FROM erasure_report WHERE erasure_id = e.id)""")) {
            complete.setString(1, done.erasureId());
            if (complete.executeUpdate() > 0) {
                try (PreparedStatement forget = tx.prepareStatement(FORGET_WHOM)) {
                    forget.setString(1, done.erasureId());
                    forget.executeUpdate();
                }
            }
        }
    }

    /** Of two services that report at once, the second sees the first. */
    private static boolean lock(Connection tx, String id) throws SQLException {
        try (PreparedStatement lock = tx.prepareStatement("SELECT 1 FROM erasure WHERE id = ? FOR UPDATE")) {
            lock.setString(1, id);
            return lock.executeQuery().next();
        }
    }

    boolean isPending(Connection c, String id) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT 1 FROM erasure WHERE id = ? AND completed_at IS NULL")) {
            select.setString(1, id);
            return select.executeQuery().next();
        }
    }

    Optional<ErasureReceipt> find(Connection c, String id) throws SQLException {
        return read(c, "id = ?", id, 1).stream().findAny();
    }

    /** In the order of the requests. */
    List<ErasureReceipt> after(Connection c, String id, int limit) throws SQLException {
        return read(c, "id > ?", id, limit);
    }

    private List<ErasureReceipt> read(Connection c, String condition, String id, int limit) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(SELECT.formatted(condition))) {
            select.setString(1, id);
            select.setInt(2, limit);
            ResultSet rows = select.executeQuery();
            List<ErasureReceipt> found = new ArrayList<>();
            while (rows.next()) {
                if (found.isEmpty() || !found.getLast().id().equals(rows.getString("id"))) {
                    found.add(receipt(rows));
                }
                found.getLast().services().add(service(rows));
            }
            return found;
        }
    }

    private ErasureReceipt receipt(ResultSet row) throws SQLException {
        Instant completed = instant(row, "completed_at");
        Instant requested = row.getObject("requested_at", OffsetDateTime.class).toInstant();
        return new ErasureReceipt(
                row.getString("id"),
                ErasureRequested.Kind.valueOf(row.getString("kind")),
                completed == null ? Status.PENDING : Status.COMPLETED,
                requested,
                completed,
                new ArrayList<>(),
                backups(completed));
    }

    private String backups(@Nullable Instant completed) {
        return completed == null
                ? "Backups made until this is completed hold copies for "
                        + config.backupRetention().toDays() + " days."
                : "Copies in backups vanish by "
                        + completed
                                .plus(config.backupRetention())
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate() + ".";
    }

    private static ServiceReport service(ResultSet row) throws SQLException {
        Instant reported = instant(row, "reported_at");
        return new ServiceReport(
                row.getString("service"),
                reported == null ? Status.PENDING : Status.COMPLETED,
                reported,
                reported == null ? List.of() : stores(row.getString("stores")));
    }

    private static List<StoreReport> stores(String json) {
        try {
            return FeedJson.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored report is not readable", e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
