package io.desirepath.journey.segment;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import io.desirepath.service.privacy.FeedRedaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * How memberships are forgotten, once nothing is left that would have the forgotten looked at. Nobody is told of an exit:
 * that would say again who was there.
 */
public final class ForgetMemberships {

    private static final String DELETE = """
            WITH gone AS (
                DELETE FROM segment_member m USING segment s
                WHERE s.id = m.segment_id AND s.subject = ? AND m.subject_id = ? RETURNING m.segment_id),
            counted AS (UPDATE segment s SET members = s.members - 1 FROM gone WHERE s.id = gone.segment_id),
            rechecks AS (DELETE FROM segment_recheck WHERE subject = ? AND subject_id = ?)
            SELECT count(*) FROM gone""";

    private ForgetMemberships() {}

    /** @param service as in the names of stores, {@code journey} */
    public static List<ErasureStep> steps(ErasureTask task, String service) {
        return List.of(
                new ErasureStep.Chunked(service + ".segment_member", Action.DELETED, tx -> delete(tx, task)),
                FeedRedaction.step(task, service, Feeds.MEMBERSHIPS));
    }

    private static Progress delete(Connection tx, ErasureTask task) throws SQLException {
        EvaluateMembership.lock(tx);
        String kind = (task.ofContact() ? SegmentSubject.CONTACT : SegmentSubject.ACCOUNT).name();
        try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
            delete.setString(1, kind);
            delete.setString(2, task.subjectId());
            delete.setString(3, kind);
            delete.setString(4, task.subjectId());
            ResultSet row = delete.executeQuery();
            row.next();
            return new Progress(row.getInt(1), false);
        }
    }
}
