package io.desirepath.service.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.FeedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of events that could not be applied, with those that wait behind them. */
final class DeadLetters {

    private DeadLetters() {}

    /** The subjects that have a failed event: their later events must wait. */
    static Set<String> blockedSubjects(Connection c, String feed) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT DISTINCT subject FROM feed_dead_letter WHERE feed = ?")) {
            select.setString(1, feed);
            ResultSet rows = select.executeQuery();
            Set<String> subjects = new HashSet<>();
            while (rows.next()) {
                subjects.add(rows.getString(1));
            }
            return subjects;
        }
    }

    /** @param error what went wrong, or null if the event only waits behind another */
    static void add(Connection tx, String feed, FeedEvent event, @Nullable String error) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO feed_dead_letter (feed, event_id, subject, event, error) VALUES (?, ?, ?, ?::json, ?)
                ON CONFLICT (feed, event_id)
                DO UPDATE SET attempts = feed_dead_letter.attempts + 1, error = excluded.error, at = now()""")) {
            insert.setString(1, feed);
            insert.setString(2, event.id());
            insert.setString(3, event.subject());
            insert.setString(4, FeedJson.MAPPER.valueToTree(event).toString());
            insert.setString(5, error);
            insert.executeUpdate();
        }
    }

    /** The events of a subject in the order in which they came. */
    static List<FeedEvent> of(Connection c, String feed, String subject) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "SELECT event FROM feed_dead_letter WHERE feed = ? AND subject = ? ORDER BY position")) {
            select.setString(1, feed);
            select.setString(2, subject);
            ResultSet rows = select.executeQuery();
            List<FeedEvent> events = new ArrayList<>();
            while (rows.next()) {
                events.add(FeedJson.MAPPER.readValue(rows.getString(1), FeedEvent.class));
            }
            return events;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dead letter of feed " + feed + " is not an event", e);
        }
    }

    static void remove(Connection tx, String feed, FeedEvent event) throws SQLException {
        try (PreparedStatement delete =
                tx.prepareStatement("DELETE FROM feed_dead_letter WHERE feed = ? AND event_id = ?")) {
            delete.setString(1, feed);
            delete.setString(2, event.id());
            delete.executeUpdate();
        }
    }
}
