package io.desirepath.journey.activation.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.activation.webhook.PostgresMessages.NewMessage;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.privacy.ErasureLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells a webhook who is in its segments, in the order of segments and members, some in each transaction.
 *
 * <p>Each chunk keeps the fan-out's cursor where it is, and reads its members and what the fan-out has not read yet in one
 * snapshot: of the members up to there, those changes are told already and are noted as covered, and all later ones are
 * queued behind the chunk. Changes of members further on are not queued at all until their chunk has come. So each member's
 * messages are one chunk's, then every change after it.
 */
@Singleton
class Backfill {

    private static final int CHUNK = 500;
    /** While more wait, nothing is added: members are in the database anyway. */
    private static final int MOST_WAITING = 2000;
    /** While the fan-out is further behind, a chunk would have to cover too much. */
    private static final int MOST_UNREAD = 5000;

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
                WHERE (xid, seq) > (?::text::xid8, ?) ORDER BY xid, seq LIMIT %d) u""".formatted(MOST_UNREAD);

    private static final String WAITING = """
            SELECT count(*) FROM (SELECT 1 FROM webhook_message
                WHERE webhook_id = ? AND state = 'PENDING' LIMIT %d) p""".formatted(MOST_WAITING);

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

    private final DataSource database;
    private final PostgresMessages messages;

    Backfill(DataSource database, PostgresMessages messages) {
        this.database = database;
        this.messages = messages;
    }

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

    /** @return whether there was something to do, and may be more at once */
    boolean step() throws SQLException {
        boolean more = false;
        for (UUID webhook : running()) {
            more |= QuarkusTransaction.requiringNew().call(() -> step(webhook));
        }
        return more;
    }

    private List<UUID> running() throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(RUNNING)) {
            ResultSet rows = select.executeQuery();
            List<UUID> running = new ArrayList<>();
            while (rows.next()) {
                running.add(rows.getObject(1, UUID.class));
            }
            return running;
        }
    }

    private boolean step(UUID webhook) throws SQLException {
        try (Connection tx = database.getConnection()) {
            int superseded = giveUp(tx, webhook);
            return superseded > 0 || tell(tx, webhook);
        }
    }

    private static int giveUp(Connection tx, UUID webhook) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(GIVE_UP)) {
            update.setObject(1, webhook);
            return update.executeUpdate();
        }
    }

    private boolean tell(Connection tx, UUID webhook) throws SQLException {
        if (count(tx, WAITING, webhook) >= MOST_WAITING) {
            return false;
        }
        // Before all other locks, and whoever is forgotten later is then deleted from what was queued here.
        ErasureLock.shared(tx);
        String xid;
        long seq;
        try (PreparedStatement place = tx.prepareStatement(PLACE)) {
            place.setString(1, WebhooksProjection.NAME);
            ResultSet row = place.executeQuery();
            if (!row.next()) {
                return false;
            }
            xid = row.getString("xid").isEmpty() ? "0" : row.getString("xid");
            seq = row.getString("seq").isEmpty() ? 0 : Long.parseLong(row.getString("seq"));
        }
        if (!isStillRunning(tx, webhook) || count(tx, UNREAD, xid, seq) >= MOST_UNREAD) {
            return false;
        }
        tellChunk(tx, webhook, xid, seq);
        return true;
    }

    private void tellChunk(Connection tx, UUID webhook, String xid, long seq) throws SQLException {
        List<NewMessage> told = new ArrayList<>();
        String segment = null;
        String subject = "";
        int number = 0;
        try (PreparedStatement tell = tx.prepareStatement(TELL)) {
            tell.setObject(1, webhook);
            tell.setString(2, xid);
            tell.setLong(3, seq);
            ResultSet rows = tell.executeQuery();
            while (rows.next()) {
                segment = rows.getString("reached_segment");
                subject = rows.getString("reached_subject");
                number = rows.getInt("backfill");
                if (rows.getString("subject_id") != null && rows.getString("segment_id") != null) {
                    told.add(entered(rows, webhook, number));
                }
            }
        }
        int added = messages.queue(tx, webhook, told);
        long all = move(tx, webhook, segment, subject, added);
        if (segment == null) {
            messages.queue(tx, webhook, List.of(NewMessage.of(completed(webhook, number, all))));
        }
    }

    private static NewMessage entered(ResultSet row, UUID webhook, int number) throws SQLException {
        String segment = row.getString("segment_id");
        String subject = row.getString("subject_id");
        boolean contact = "CONTACT".equals(row.getString("subject"));
        String stage = row.getString("stage");
        Instant at = row.getTimestamp("entered_at").toInstant();
        MembershipChanged change = new MembershipChanged(
                id(webhook, number, segment, subject),
                Feeds.SEGMENT_ENTERED,
                segment,
                row.getInt("version"),
                contact ? SegmentSubject.CONTACT : SegmentSubject.ACCOUNT,
                contact ? null : new AccountId(subject),
                contact ? new ContactId(subject) : null,
                at,
                stage == null ? null : Stage.valueOf(stage),
                reason(row.getString("reason")));
        return new NewMessage(
                change.id(),
                change.type(),
                segment,
                change.subject().name(),
                subject,
                CloudEvent.ofBackfill(change, subject).json(),
                at,
                false);
    }

    private static MembershipChanged.Reason reason(String json) {
        try {
            return FeedJson.MAPPER.readValue(json, MembershipChanged.Reason.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored reason cannot be read", e);
        }
    }

    /** The same whenever the same backfill tells of the same member. */
    private static UUID id(UUID webhook, int number, String... of) {
        String name = webhook + "\n" + number + "\n" + String.join("\n", of);
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    private static CloudEvent completed(UUID webhook, int number, long members) {
        Instant now = Instant.now();
        return CloudEvent.about(
                id(webhook, number),
                webhook,
                CloudEvent.BACKFILLED,
                now,
                Map.of("webhookId", webhook, "backfill", number, "members", members, "at", now));
    }

    private static long move(Connection tx, UUID webhook, @Nullable String segment, String subject, int added)
            throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(MOVE)) {
            update.setString(1, segment == null ? "DONE" : "RUNNING");
            update.setString(2, segment);
            update.setString(3, subject);
            update.setLong(4, added);
            update.setObject(5, webhook);
            ResultSet row = update.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static boolean isStillRunning(Connection tx, UUID webhook) throws SQLException {
        try (PreparedStatement lock = tx.prepareStatement(
                "SELECT 1 FROM webhook WHERE id = ? AND backfill_state = 'RUNNING' AND state <> 'DELETING' FOR UPDATE")) {
            lock.setObject(1, webhook);
            return lock.executeQuery().next();
        }
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
