package io.desirepath.journey.activation.webhook;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.service.privacy.DeletedRows;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Messages that name somebody who is forgotten, with their attempts and what was answered. That they have left segments is
 * still sent, so that receivers can forget them too; those messages go when they have arrived.
 */
public final class WebhookErasure {

    private static final String SERVICE = "journey";
    private static final String TABLE = "webhook_message";
    private static final String STILL_SAID = "state = 'PENDING' AND type = 'segment.exited'";

    private static final String UNREAD = """
            SELECT EXISTS (SELECT FROM feed_memberships f WHERE (f.xid, f.seq) > (
                SELECT coalesce(max(split_part(cursor, '.', 2)), '0')::xid8,
                       coalesce(max(split_part(cursor, '.', 3)), '0')::bigint
                FROM feed_cursor WHERE feed = 'webhooks' AND cursor <> ''))""";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private WebhookErasure() {}

    /**
     * Waits until all that the feed of memberships has was queued, because it is redacted next. Only for so long: while no
     * queue moves, somebody still wants to be forgotten.
     */
    public static ErasureStep untilQueued(DataSource database) {
        return new ErasureStep.Whole(SERVICE + "." + TABLE, Action.REDACTED, () -> {
            long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (!isQueued(database) && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(POLL.toNanos());
            }
            return 0;
        });
    }

    private static boolean isQueued(DataSource database) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(UNREAD)) {
            ResultSet row = select.executeQuery();
            row.next();
            return !row.getBoolean(1);
        }
    }

    public static List<ErasureStep> steps(ErasureTask task) {
        String named = "subject_id = ? AND subject = '" + (task.ofContact() ? "CONTACT" : "ACCOUNT") + "'";
        return List.of(
                DeletedRows.step(task, SERVICE, TABLE, named + " AND NOT (" + STILL_SAID + ")"),
                new ErasureStep.Chunked(SERVICE + "." + TABLE, Action.REDACTED, tx -> forgetWhenSent(tx, task, named)));
    }

    private static Progress forgetWhenSent(Connection tx, ErasureTask task, String named) throws SQLException {
        ErasureLock.alone(tx);
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE " + TABLE + " SET forget = true WHERE NOT forget AND " + STILL_SAID + " AND " + named)) {
            update.setString(1, task.subjectId());
            return Progress.last(update.executeUpdate());
        }
    }
}
