package io.desirepath.journey.activation.webhook;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.service.privacy.DeletedRows;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Messages that name somebody who is forgotten, with their attempts and what was answered. That they have left segments is
 * still sent, so that receivers can forget them too; those messages go when they have arrived.
 */
public final class WebhookErasure {

    private static final String SERVICE = "journey";
    private static final String TABLE = "webhook_message";
    private static final String STILL_SAID = "state = 'PENDING' AND type = 'segment.exited'";

    private WebhookErasure() {}

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
