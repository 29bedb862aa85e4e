package io.desirepath.service.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.privacy.ErasureStep.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Events of other services that could not be applied here: those about the subject go, those about others lose what names
 * it, and what an error quoted.
 */
public final class DeadLetterRedaction implements ErasureStep.Chunks {

    private static final int CHUNK = 1000;

    private static final String NEXT = """
            SELECT feed, position, event_id, event::text AS event, strpos(coalesce(error, ''), ?) > 0 AS quoted
            FROM feed_dead_letter
            WHERE position > ? AND (subject = ? OR strpos(event::text, ?) > 0 OR strpos(coalesce(error, ''), ?) > 0)
            ORDER BY position LIMIT %d""".formatted(CHUNK);

    private final ErasureTask task;
    private final Mentions mentions;
    private long position = -1;

    private DeadLetterRedaction(ErasureTask task) {
        this.task = task;
        this.mentions = new Mentions(task);
    }

    public static ErasureStep step(ErasureTask task, String service) {
        return new ErasureStep.Chunked(service + ".feed_dead_letter", Action.DELETED, new DeadLetterRedaction(task));
    }

    @Override
    public Progress next(Connection tx) throws SQLException {
        int found = 0;
        int changed = 0;
        try (PreparedStatement select = tx.prepareStatement(NEXT)) {
            select.setString(1, task.subjectId());
            select.setLong(2, position);
            select.setString(3, task.subjectId());
            select.setString(4, mentions.literal());
            select.setString(5, task.subjectId());
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found++;
                position = rows.getLong("position");
                changed += redact(tx, rows) ? 1 : 0;
            }
        }
        return new Progress(changed, found == CHUNK);
    }

    private boolean redact(Connection tx, ResultSet row) throws SQLException {
        String json = row.getString("event");
        FeedEvent event = read(json);
        if (mentions.isSubject(event.type(), event.subject(), event.data())) {
            try (PreparedStatement delete =
                    tx.prepareStatement("DELETE FROM feed_dead_letter WHERE feed = ? AND event_id = ?")) {
                delete.setString(1, row.getString("feed"));
                delete.setString(2, row.getString("event_id"));
                return delete.executeUpdate() > 0;
            }
        }
        Optional<String> left = mentions.without(json);
        if (left.isEmpty() && !row.getBoolean("quoted")) {
            return false;
        }
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE feed_dead_letter SET event = ?::json, error = CASE WHEN ? THEN 'redacted' ELSE error END
                WHERE feed = ? AND event_id = ?""")) {
            update.setString(1, left.orElse(json));
            update.setBoolean(2, row.getBoolean("quoted"));
            update.setString(3, row.getString("feed"));
            update.setString(4, row.getString("event_id"));
            return update.executeUpdate() > 0;
        }
    }

    private static FeedEvent read(String json) {
        try {
            return FeedJson.MAPPER.readValue(json, FeedEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dead letter is not an event", e);
        }
    }
}
