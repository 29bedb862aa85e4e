package io.desirepath.journey.ingestion;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The log of what was sent and could not be used. */
@Singleton
class Rejects implements PanacheRepositoryBase<RejectEntity, UUID> {

    private static final String APPEND = """
            INSERT INTO reject (id, message_id, reason, detail, payload, received_at, import_id)
            SELECT r.*, ?::uuid
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[]) AS r
            ON CONFLICT (id) DO NOTHING""";

    private static final Sort NEWEST_FIRST = Sort.descending("receivedAt", "id");

    /** Adds those that are not there yet, in ascending order, so that two that add the same do not deadlock. */
    void append(Connection tx, List<Reject> rejects, @Nullable UUID importId) throws SQLException {
        if (rejects.isEmpty()) {
            return;
        }
        List<Reject> rows =
                rejects.stream().sorted(Comparator.comparing(Reject::id)).toList();
        try (PreparedStatement insert = tx.prepareStatement(APPEND)) {
            insert.setString(1, importId == null ? null : importId.toString());
            set(insert, 2, rows, Reject::id);
            set(insert, 3, rows, Reject::messageId);
            set(insert, 4, rows, Reject::reason);
            set(insert, 5, rows, Reject::detail);
            set(insert, 6, rows, Reject::payload);
            set(insert, 7, rows, Reject::receivedAt);
            insert.executeUpdate();
        }
    }

    /** The newest, or those listed after a given one. */
    List<RejectEntity> newest(int limit) {
        return findAll(NEWEST_FIRST).page(Page.ofSize(limit)).list();
    }

    List<RejectEntity> newestAfter(Instant receivedAt, UUID id, int limit) {
        return find("receivedAt < ?1 or (receivedAt = ?1 and id < ?2)", NEWEST_FIRST, receivedAt, id)
                .page(Page.ofSize(limit))
                .list();
    }

    private static void set(
            PreparedStatement statement, int index, List<Reject> rows, Function<Reject, @Nullable Object> column)
            throws SQLException {
        Object[] values = rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray();
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}
