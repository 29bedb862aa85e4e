package io.desirepath.journey.ingestion;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            ON CONFLICT (id) DO UPDATE SET import_id = excluded.import_id
            WHERE excluded.import_id IS NOT NULL AND reject.import_id IS DISTINCT FROM excluded.import_id""";

    private static final Sort NEWEST_FIRST = Sort.descending("receivedAt", "id");

    /**
     * Adds those that are not there yet, in ascending order, so that two that add the same do not deadlock. One that is
     * there moves to the import that sent it last, whose list is whole then.
     */
    void append(Connection tx, List<Reject> rejects, @Nullable UUID importId) throws SQLException {
        if (rejects.isEmpty()) {
            return;
        }
        Map<UUID, Reject> distinct = new TreeMap<>();
        rejects.forEach(reject -> distinct.putIfAbsent(reject.id(), reject));
        List<Reject> rows = List.copyOf(distinct.values());
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

    /**
     * Which of them to list.
     *
     * @param importId those of one import only, null for all
     * @param reason those of one reason only, null for all
     */
    record Filter(@Nullable UUID importId, @Nullable RejectReason reason) {}

    /** The newest, or those listed after a given one. */
    List<RejectEntity> newest(Filter filter, @Nullable Instant afterReceivedAt, @Nullable UUID afterId, int limit) {
        List<String> clauses = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        if (filter.importId() != null) {
            clauses.add("importId = :importId");
            parameters.put("importId", filter.importId());
        }
        if (filter.reason() != null) {
            clauses.add("reason = :reason");
            parameters.put("reason", filter.reason().name());
        }
        if (afterReceivedAt != null && afterId != null) {
            clauses.add("(receivedAt < :at or (receivedAt = :at and id < :id))");
            parameters.put("at", afterReceivedAt);
            parameters.put("id", afterId);
        }
        return find(String.join(" and ", clauses), NEWEST_FIRST, parameters)
                .page(Page.ofSize(limit))
                .list();
    }

    /** How many of each reason there are of each import; imports without any are absent. */
    @Transactional
    Map<UUID, Map<RejectReason, Long>> countByReason(Collection<UUID> imports) {
        Map<UUID, Map<RejectReason, Long>> counts = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "select importId, reason, count(*) from RejectEntity where importId in :imports"
                                + " group by importId, reason",
                        Object[].class)
                .setParameter("imports", imports)
                .getResultList()
                .forEach(row -> counts.computeIfAbsent((UUID) row[0], id -> new EnumMap<>(RejectReason.class))
                        .put(RejectReason.valueOf((String) row[1]), (Long) row[2]));
        return counts;
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
