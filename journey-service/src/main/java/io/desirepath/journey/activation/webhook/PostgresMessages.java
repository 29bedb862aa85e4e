package io.desirepath.journey.activation.webhook;

import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.MembershipChanged;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The messages to webhooks and their attempts, in PostgreSQL. */
@Singleton
class PostgresMessages {

    private static final String NEW = "unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::timestamptz[], ?::boolean[]) WITH ORDINALITY"
            + " AS e (id, type, segment_id, subject, subject_id, body, written_at, forget, n)";

    private static final String INSERT =
            "INSERT INTO webhook_message (webhook_id, id, type, segment_id, subject, subject_id, body, forget) ";

    // What a running backfill has not come to yet, it will tell; what it told before its effect was read here, it has
    // told.
    private static final String FAN_OUT = INSERT + """
            SELECT w.id, e.id, e.type, e.segment_id, e.subject, e.subject_id, e.body, e.forget
            FROM %s JOIN webhook w ON w.state <> 'DELETING' AND NOT w.missed AND e.type = ANY (w.types)
                AND (w.segments = '{*}' OR e.segment_id = ANY (w.segments))
                AND e.written_at >= w.told_from
                AND (w.backfill_state <> 'RUNNING'
                     OR (e.segment_id COLLATE "C", e.subject_id COLLATE "C") <= (w.backfill_segment, w.backfill_subject))
            WHERE NOT EXISTS (SELECT FROM webhook_covered c WHERE c.webhook_id = w.id AND c.change_id = e.id)
            ORDER BY e.n ON CONFLICT DO NOTHING""".formatted(NEW);

    private static final String QUEUE = INSERT
            + "SELECT ?, e.id, e.type, e.segment_id, e.subject, e.subject_id, e.body, e.forget FROM " + NEW
            + " ORDER BY e.n ON CONFLICT DO NOTHING";

    private static final String PAGE = """
            SELECT m.*, a.at, a.latency_ms, a.status, a.error, a.answer
            FROM (SELECT * FROM webhook_message WHERE webhook_id = ? AND %s ORDER BY number DESC LIMIT ?) m
            LEFT JOIN webhook_attempt a ON a.webhook_id = m.webhook_id AND a.message_id = m.id
            ORDER BY m.number DESC, a.at""";

    private static final String AGAIN = """
            UPDATE webhook_message SET state = 'PENDING', attempts = 0, first_attempt_at = NULL, finished_at = NULL,
                number = nextval(pg_get_serial_sequence('webhook_message', 'number'))
            WHERE webhook_id = ? AND id = ? AND state <> 'PENDING'""";

    private static final String SKIP = """
            UPDATE webhook_message SET state = 'SKIPPED', finished_at = now()
            WHERE webhook_id = ? AND id = ? AND state = 'PENDING'""";

    /**
     * A message before it is anybody's.
     *
     * @param subject what the subject's id names, ACCOUNT or CONTACT; null of what is about no one
     * @param writtenAt when the change was written to the feed
     * @param forget whether nothing of it may be kept once it was sent
     */
    record NewMessage(
            UUID id,
            String type,
            @Nullable String segmentId,
            @Nullable String subject,
            @Nullable String subjectId,
            String body,
            Instant writtenAt,
            boolean forget) {

        static NewMessage of(MembershipChanged change, FeedEvent event, boolean forget) {
            return new NewMessage(
                    change.id(),
                    change.type(),
                    change.segmentId(),
                    change.subject().name(),
                    event.subject(),
                    CloudEvent.of(change, event).json(),
                    event.time(),
                    forget);
        }

        /** Of what is about the webhook itself. */
        static NewMessage of(CloudEvent event) {
            return new NewMessage(event.id(), event.type(), null, null, null, event.json(), event.time(), false);
        }
    }

    /** Whether there is a webhook at all. */
    boolean anyIsWanted(Connection tx) throws SQLException {
        try (Statement select = tx.createStatement()) {
            ResultSet row = select.executeQuery("SELECT EXISTS (SELECT FROM webhook WHERE state <> 'DELETING')");
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Queues what webhooks want, once however often it is said. */
    void fanOut(Connection tx, List<NewMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tx.prepareStatement(FAN_OUT)) {
            set(insert, 1, messages);
            insert.executeUpdate();
        }
    }

    /** @return how many were not there yet */
    int queue(Connection tx, UUID webhook, List<NewMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return 0;
        }
        try (PreparedStatement insert = tx.prepareStatement(QUEUE)) {
            insert.setObject(1, webhook);
            set(insert, 2, messages);
            return insert.executeUpdate();
        }
    }

    /** @return newest first, with numbers below that one */
    List<DeliveryView> page(Connection c, UUID webhook, @Nullable MessageState state, long below, int limit)
            throws SQLException {
        String condition = "number < ?" + (state == null ? "" : " AND state = '" + state + "'");
        try (PreparedStatement select = c.prepareStatement(PAGE.formatted(condition))) {
            select.setObject(1, webhook);
            select.setLong(2, below);
            select.setInt(3, limit);
            return views(select.executeQuery());
        }
    }

    Optional<DeliveryView> find(Connection c, UUID webhook, UUID message) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(PAGE.formatted("id = ?"))) {
            select.setObject(1, webhook);
            select.setObject(2, message);
            select.setInt(3, 1);
            return views(select.executeQuery()).stream().findFirst();
        }
    }

    /** Queues it behind what waits, as if it had not been tried. */
    void again(Connection tx, UUID webhook, UUID message) throws SQLException {
        update(tx, AGAIN, webhook, message);
    }

    void skip(Connection tx, UUID webhook, UUID message) throws SQLException {
        update(tx, SKIP, webhook, message);
    }

    private static void update(Connection tx, String sql, UUID webhook, UUID message) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setObject(1, webhook);
            update.setObject(2, message);
            update.executeUpdate();
        }
    }

    private static void set(PreparedStatement insert, int first, List<NewMessage> messages) throws SQLException {
        insert.setArray(first, array(insert, "uuid", messages, NewMessage::id));
        insert.setArray(first + 1, array(insert, "text", messages, NewMessage::type));
        insert.setArray(first + 2, array(insert, "text", messages, NewMessage::segmentId));
        insert.setArray(first + 3, array(insert, "text", messages, NewMessage::subject));
        insert.setArray(first + 4, array(insert, "text", messages, NewMessage::subjectId));
        insert.setArray(first + 5, array(insert, "text", messages, NewMessage::body));
        insert.setArray(
                first + 6,
                array(insert, "text", messages, message -> message.writtenAt().toString()));
        insert.setArray(first + 7, array(insert, "boolean", messages, NewMessage::forget));
    }

    private static Array array(
            PreparedStatement insert,
            String type,
            List<NewMessage> messages,
            Function<NewMessage, @Nullable Object> column)
            throws SQLException {
        return insert.getConnection()
                .createArrayOf(type, messages.stream().map(column).toArray());
    }

    private static List<DeliveryView> views(ResultSet rows) throws SQLException {
        Map<UUID, DeliveryView> found = new LinkedHashMap<>();
        Map<UUID, List<DeliveryView.Attempt>> attempts = new LinkedHashMap<>();
        while (rows.next()) {
            UUID id = rows.getObject("id", UUID.class);
            List<DeliveryView.Attempt> of = attempts.computeIfAbsent(id, first -> new ArrayList<>());
            if (rows.getObject("at") != null) {
                of.add(attempt(rows));
            }
            found.put(id, view(rows, of));
        }
        return List.copyOf(found.values());
    }

    private static DeliveryView view(ResultSet row, List<DeliveryView.Attempt> attempts) throws SQLException {
        boolean contact = "CONTACT".equals(row.getString("subject"));
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new DeliveryView(
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getString("segment_id"),
                contact ? null : row.getString("subject_id"),
                contact ? row.getString("subject_id") : null,
                MessageState.valueOf(row.getString("state")),
                row.getTimestamp("queued_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                List.copyOf(attempts),
                row.getLong("number"));
    }

    private static DeliveryView.Attempt attempt(ResultSet row) throws SQLException {
        return new DeliveryView.Attempt(
                row.getTimestamp("at").toInstant(),
                row.getInt("latency_ms"),
                row.getObject("status", Integer.class),
                row.getString("error"),
                row.getString("answer"));
    }
}
