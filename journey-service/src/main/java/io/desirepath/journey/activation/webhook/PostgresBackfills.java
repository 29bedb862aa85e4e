package io.desirepath.journey.activation.webhook;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far backfills have come, and the members they tell next, in PostgreSQL. */
@Singleton
class PostgresBackfills {

    private static final int CHUNK = 500;

    private static final String BEGIN = """
            UPDATE webhook SET backfill = backfill + 1, backfill_state = 'RUNNING', backfill_segment = '',
                backfill_subject = '', backfill_told = 0, missed = false, told_from = '-infinity',
                given_up_until = coalesce((SELECT max(number) FROM webhook_message WHERE webhook_id = webhook.id), 0)
            WHERE state <> 'DELETING'""";

    private static final String RUNNING = """
            SELECT id FROM webhook w WHERE state <> 'DELETING' AND (backfill_state = 'RUNNING'
                OR EXISTS (SELECT FROM webhook_message m WHERE m.webhook_id = w.id AND m.state = 'PENDING'
                           AND m.number <= w.given_up_until))""";

    private static final String GIVE_UP = """
            UPDATE webhook_message SET state = 'SKIPPED', finished_at = now() WHERE (webhook_id, id) IN (
                SELECT m.webhook_id, m.id FROM webhook_message m JOIN webhook w ON w.id = m.webhook_id
                WHERE m.webhook_id = ? AND m.state = 'PENDING' AND m.number <= w.given_up_until
                    AND w.lease_until <= now() LIMIT 2000)""";

    private static final String PLACE = """
            SELECT split_part('0' || cursor || '..', '.', 2) AS xid, split_part('0' || cursor || '..', '.', 3) AS seq
            FROM feed_cursor WHERE feed = ? FOR UPDATE""";

    private static final String UNREAD = """
            SELECT count(*) FROM (SELECT 1 FROM feed_memberships
                WHERE (xid, seq) > (?::text::xid8, ?) ORDER BY xid, seq LIMIT ?) u""";

    private static final String WAITING = """
            SELECT count(*) FROM (SELECT 1 FROM webhook_message
                WHERE webhook_id = ? AND state = 'PENDING' LIMIT ?) p""";

    /** One statement, because what it reads must be of one snapshot. */
    private static final String TELL = """
            WITH w AS (SELECT * FROM webhook WHERE id = ?),
            members AS (
                SELECT m.subject_id, m.entered_at, m.reason FROM segment_member m, w
                WHERE m.segment_id = w.backfill_segment AND m.subject_id > w.backfill_subject
                    AND (w.segments = '{*}' OR m.segment_id = ANY (w.segments))
                ORDER BY m.subject_id LIMIT %1$d),
            reached AS (
                SELECT CASE WHEN count(*) = %1$d THEN (SELECT backfill_segment FROM w)
                            ELSE (SELECT min(s.id) FROM segment s, w WHERE s.id > w.backfill_segment
                                  AND (w.segments = '{*}' OR s.id = ANY (w.segments))) END AS segment,
                       CASE WHEN count(*) = %1$d THEN max(subject_id) ELSE '' END AS subject
                FROM members),
            covered AS (
                INSERT INTO webhook_covered (webhook_id, change_id)
                SELECT w.id, (f.payload ->> 'id')::uuid FROM feed_memberships f, w, reached r
                WHERE (f.xid, f.seq) > (?::text::xid8, ?) AND f.type IN ('segment.entered', 'segment.exited')
                    AND ((f.payload ->> 'segmentId') COLLATE "C", f.aggregateid COLLATE "C")
                        > (w.backfill_segment, w.backfill_subject)
                    AND (r.segment IS NULL OR ((f.payload ->> 'segmentId') COLLATE "C", f.aggregateid COLLATE "C")
                        <= (r.segment, r.subject))
                ON CONFLICT DO NOTHING)
            SELECT r.segment AS reached_segment, r.subject AS reached_subject, w.backfill, s.id AS segment_id, s.version,
                   s.subject, m.subject_id, m.entered_at, m.reason, a.stage
            FROM w CROSS JOIN reached r LEFT JOIN members m ON true
            LEFT JOIN segment s ON s.id = w.backfill_segment
            LEFT JOIN account_stage a ON s.subject = 'ACCOUNT' AND a.account_id = m.subject_id
            ORDER BY m.subject_id""".formatted(CHUNK);

    private static final String MOVE = """
            UPDATE webhook SET backfill_state = ?, backfill_segment = coalesce(?, ''), backfill_subject = ?,
                backfill_told = backfill_told + ? WHERE id = ? RETURNING backfill_told""";

    /** How far the fan-out has read the feed: a transaction and a row of it. */
    record Place(String xid, long seq) {}

    record Member(
            String segment,
            int version,
            boolean contact,
            String id,
            Instant enteredAt,
            String reason,
            @Nullable String stage) {}

    /**
     * @param number which backfill of the webhook it is
     * @param segment with the subject: all up to there are in this chunk or were in one before; null at the end
     */
    record Chunk(int number, @Nullable String segment, String subject, List<Member> members) {}

    /** Begins at the beginning, in place of whatever waits. */
    void begin(Connection tx, UUID webhook) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(BEGIN + " AND id = ?")) {
            update.setObject(1, webhook);
            update.executeUpdate();
        }
    }

    void beginAll(Connection tx) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(BEGIN)) {
            update.executeUpdate();
        }
    }

    /** Those with members to tell, or with messages to give up. */
    List<UUID> running(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(RUNNING)) {
            ResultSet rows = select.executeQuery();
            List<UUID> running = new ArrayList<>();
            while (rows.next()) {
                running.add(rows.getObject(1, UUID.class));
            }
            return running;
        }
    }

    /** @return how many messages it gave up; there may be more */
    int giveUp(Connection tx, UUID webhook) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(GIVE_UP)) {
            update.setObject(1, webhook);
            return update.executeUpdate();
        }
    }

    /** Where the fan-out is, and stays until the transaction ends. */
    Optional<Place> hold(Connection tx) throws SQLException {
        try (PreparedStatement lock = tx.prepareStatement(PLACE)) {
            lock.setString(1, WebhooksProjection.NAME);
            ResultSet row = lock.executeQuery();
            return row.next() ? Optional.of(place(row.getString("xid"), row.getString("seq"))) : Optional.empty();
        }
    }

    private static Place place(String xid, String seq) {
        return new Place(xid.isEmpty() ? "0" : xid, seq.isEmpty() ? 0 : Long.parseLong(seq));
    }

    /** Whether there are members to tell; nobody changes that before the transaction ends. */
    boolean lock(Connection tx, UUID webhook) throws SQLException {
        try (PreparedStatement lock = tx.prepareStatement(
                "SELECT 1 FROM webhook WHERE id = ? AND backfill_state = 'RUNNING' AND state <> 'DELETING' FOR UPDATE")) {
            lock.setObject(1, webhook);
            return lock.executeQuery().next();
        }
    }

    boolean areWaiting(Connection c, UUID webhook, int messages) throws SQLException {
        return count(c, WAITING, webhook, messages) == messages;
    }

    boolean areUnread(Connection c, Place from, int changes) throws SQLException {
        return count(c, UNREAD, from.xid(), from.seq(), changes) == changes;
    }

    /** The next members; notes which changes that the fan-out has not read are in them already. */
    Chunk next(Connection tx, UUID webhook, Place from) throws SQLException {
        try (PreparedStatement tell = tx.prepareStatement(TELL)) {
            tell.setObject(1, webhook);
            tell.setString(2, from.xid());
            tell.setLong(3, from.seq());
            ResultSet rows = tell.executeQuery();
            Chunk chunk = new Chunk(0, null, "", List.of());
            List<Member> members = new ArrayList<>();
            while (rows.next()) {
                chunk = new Chunk(
                        rows.getInt("backfill"),
                        rows.getString("reached_segment"),
                        rows.getString("reached_subject"),
                        List.of());
                if (rows.getString("subject_id") != null && rows.getString("segment_id") != null) {
                    members.add(member(rows));
                }
            }
            return new Chunk(chunk.number(), chunk.segment(), chunk.subject(), List.copyOf(members));
        }
    }

    /** @return how many the backfill has told */
    long move(Connection tx, UUID webhook, Chunk chunk, int told) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(MOVE)) {
            update.setString(1, chunk.segment() == null ? "DONE" : "RUNNING");
            update.setString(2, chunk.segment());
            update.setString(3, chunk.subject());
            update.setLong(4, told);
            update.setObject(5, webhook);
            ResultSet row = update.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("segment_id"),
                row.getInt("version"),
                "CONTACT".equals(row.getString("subject")),
                row.getString("subject_id"),
                row.getTimestamp("entered_at").toInstant(),
                row.getString("reason"),
                row.getString("stage"));
    }

    private static long count(Connection c, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            ResultSet row = select.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
