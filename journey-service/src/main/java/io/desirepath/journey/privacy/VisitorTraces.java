package io.desirepath.journey.privacy;

import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forgotten contact's browser in what other contacts did on it: theirs stays, the browser goes. No index finds these
 * rows, so partitions are read whole, one in a chunk.
 */
final class VisitorTraces implements ErasureStep.Chunks {

    private static final String PARTITIONS =
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'activity'::regclass ORDER BY 1";

    private static final String MEMBERSHIPS =
            "UPDATE identity_membership SET anonymous_id = NULL WHERE user_id IS NOT NULL AND anonymous_id = ANY (?)";

    private static final String ACTIVITIES = "UPDATE %s SET anonymous_id = NULL WHERE anonymous_id = ANY (?)";

    private final ErasureTask task;
    private @Nullable List<String> left;

    VisitorTraces(ErasureTask task) {
        this.task = task;
    }

    @Override
    public Progress next(Connection tx) throws SQLException {
        if (task.anonymousIds().isEmpty()) {
            return Progress.last(0);
        }
        if (left == null) {
            left = partitions(tx);
            return new Progress(update(tx, MEMBERSHIPS), !left.isEmpty());
        }
        ErasureLock.alone(tx);
        int changed = update(tx, ACTIVITIES.formatted(left.getLast()));
        left.removeLast();
        return new Progress(changed, !left.isEmpty());
    }

    private int update(Connection tx, String sql) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setArray(1, tx.createArrayOf("text", task.anonymousIds().toArray()));
            return update.executeUpdate();
        }
    }

    private static List<String> partitions(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(PARTITIONS)) {
            List<String> found = new ArrayList<>();
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
