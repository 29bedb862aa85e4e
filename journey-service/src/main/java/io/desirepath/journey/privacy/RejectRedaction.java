package io.desirepath.journey.privacy;

import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Empties what was sent and could not be used, where it names the subject. That there was something stays. */
final class RejectRedaction implements ErasureStep.Chunks {

    private static final int CHUNK = 2000;

    private static final String WINDOW = """
            SELECT id, CASE WHEN EXISTS (SELECT FROM unnest(?::text[]) AS part WHERE strpos(payload, part) > 0)
                            THEN payload END AS payload
            FROM (SELECT id, payload FROM reject WHERE id > ? ORDER BY id LIMIT %d) w ORDER BY id""".formatted(CHUNK);

    // The id was made from the content, and would tell who guesses it.
    private static final String EMPTY = """
            UPDATE reject SET id = gen_random_uuid(), message_id = NULL, detail = 'erased', payload = '{}'
            WHERE id = ?""";

    private final MentionedIds ids;
    private UUID after = new UUID(0, 0);

    RejectRedaction(ErasureTask task) {
        List<String> all = new ArrayList<>(task.anonymousIds());
        all.add(task.subjectId());
        ids = new MentionedIds(all);
    }

    private record Row(UUID id, @Nullable String payload) {}

    @Override
    public Progress next(Connection tx) throws SQLException {
        List<Row> rows = window(tx);
        int emptied = 0;
        try (PreparedStatement update = tx.prepareStatement(EMPTY)) {
            for (Row row : rows) {
                if (row.payload() != null && ids.isIn(row.payload())) {
                    update.setObject(1, row.id());
                    emptied += update.executeUpdate();
                }
            }
        }
        if (!rows.isEmpty()) {
            after = rows.getLast().id();
        }
        return new Progress(emptied, rows.size() == CHUNK);
    }

    private List<Row> window(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(WINDOW)) {
            select.setArray(1, tx.createArrayOf("text", ids.plainParts().toArray()));
            select.setObject(2, after);
            ResultSet rows = select.executeQuery();
            List<Row> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Row(rows.getObject("id", UUID.class), rows.getString("payload")));
            }
            return found;
        }
    }
}
