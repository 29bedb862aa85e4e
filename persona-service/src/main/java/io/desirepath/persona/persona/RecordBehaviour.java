package io.desirepath.persona.persona;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.UnappliableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts what contacts do, by day. Each message counts once for a contact and an account, however often the feed is read,
 * and what is withdrawn is taken off where it was counted.
 */
@ApplicationScoped
public class RecordBehaviour {

    private static final String COUNT = """
            WITH counted AS (
                INSERT INTO counted_activity (message_id, contact_id, account_id, event, touchpoint, at)
                SELECT s.message_id, s.contact_id, s.account_id, s.event, s.touchpoint, s.at
                FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                    AS s (message_id, contact_id, account_id, event, touchpoint, at)
                JOIN contact c ON c.id = s.contact_id
                ON CONFLICT DO NOTHING
                RETURNING *)
            INSERT INTO contact_behaviour AS b (contact_id, account_id, event, touchpoint, day, count, last_at)
            SELECT contact_id, account_id, event, touchpoint, (at AT TIME ZONE 'UTC')::date, count(*), max(at)
            FROM counted
            GROUP BY 1, 2, 3, 4, 5
            ON CONFLICT (contact_id, day, event, touchpoint, account_id) DO UPDATE
            SET count = b.count + excluded.count, last_at = greatest(b.last_at, excluded.last_at)
            RETURNING b.contact_id""";

    private static final String DISCOUNT = """
            WITH gone AS (
                DELETE FROM counted_activity a
                USING unnest(?::text[], ?::text[], ?::text[]) AS s (message_id, contact_id, account_id)
                WHERE (a.message_id, a.contact_id, a.account_id) = (s.message_id, s.contact_id, s.account_id)
                RETURNING a.*),
            less AS (
                SELECT contact_id, account_id, event, touchpoint, (at AT TIME ZONE 'UTC')::date AS day, count(*) AS n
                FROM gone GROUP BY 1, 2, 3, 4, 5)
            UPDATE contact_behaviour b SET count = b.count - l.n
            FROM less l
            WHERE (b.contact_id, b.day, b.event, b.touchpoint, b.account_id)
                = (l.contact_id, l.day, l.event, l.touchpoint, l.account_id)
            RETURNING b.contact_id""";

    private static final String FORGET_NOTHINGS =
            "DELETE FROM contact_behaviour WHERE contact_id = ANY (?) AND count <= 0";

    private final PostgresAssignments assignments;

    RecordBehaviour(PostgresAssignments assignments) {
        this.assignments = assignments;
    }

    /** The same, reading the events itself. */
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        apply(tx, events, event -> read(event, ActivityRecorded.class));
    }

    /**
     * Applies the activity of a page of the activities feed, in its order; other events are left to others.
     *
     * @param tx the transaction that moves the feed's cursor, in which the contacts already exist
     * @param activity reads an event that tells of an activity
     * @throws UnappliableEventException if an event is not what its type says
     */
    public void apply(Connection tx, List<FeedEvent> events, Function<FeedEvent, ActivityRecorded> activity)
            throws SQLException {
        List<ActivityRecorded> recorded = new ArrayList<>();
        List<ActivityWithdrawn> withdrawn = new ArrayList<>();
        for (FeedEvent event : events) {
            switch (event.type()) {
                case Feeds.ACTIVITY_RECORDED -> {
                    withdrawn(tx, taken(withdrawn));
                    recorded.add(activity.apply(event));
                }
                case Feeds.ACTIVITY_WITHDRAWN -> {
                    recorded(tx, taken(recorded));
                    withdrawn.add(read(event, ActivityWithdrawn.class));
                }
                default -> {}
            }
        }
        withdrawn(tx, withdrawn);
        recorded(tx, recorded);
    }

    public void recorded(Connection tx, List<ActivityRecorded> activities) throws SQLException {
        List<ActivityRecorded> ofContacts =
                activities.stream().filter(a -> a.contactId() != null).toList();
        if (ofContacts.isEmpty()) {
            return;
        }
        try (PreparedStatement count = tx.prepareStatement(COUNT)) {
            count.setArray(1, column(tx, "text", ofContacts, a -> a.messageId().value()));
            count.setArray(2, column(tx, "text", ofContacts, a -> String.valueOf(a.contactId())));
            count.setArray(3, column(tx, "text", ofContacts, a -> a.accountId().value()));
            count.setArray(4, column(tx, "text", ofContacts, ActivityRecorded::event));
            count.setArray(5, column(tx, "text", ofContacts, ActivityRecorded::touchpoint));
            count.setArray(6, column(tx, "timestamptz", ofContacts, a -> at(a).toString()));
            assignments.markDue(tx, contacts(count));
        }
    }

    public void withdrawn(Connection tx, List<ActivityWithdrawn> activities) throws SQLException {
        List<ActivityWithdrawn> ofContacts =
                activities.stream().filter(a -> a.contactId() != null).toList();
        if (ofContacts.isEmpty()) {
            return;
        }
        Set<String> changed;
        try (PreparedStatement discount = tx.prepareStatement(DISCOUNT)) {
            discount.setArray(
                    1, column(tx, "text", ofContacts, a -> a.messageId().value()));
            discount.setArray(2, column(tx, "text", ofContacts, a -> String.valueOf(a.contactId())));
            discount.setArray(
                    3, column(tx, "text", ofContacts, a -> a.accountId().value()));
            changed = contacts(discount);
        }
        try (PreparedStatement forget = tx.prepareStatement(FORGET_NOTHINGS)) {
            forget.setArray(1, tx.createArrayOf("text", changed.toArray()));
            forget.executeUpdate();
        }
        assignments.markDue(tx, changed);
    }

    /** A client's clock may run ahead; what we have already received did not happen later than that. */
    private static Instant at(ActivityRecorded activity) {
        return activity.at().isBefore(activity.receivedAt()) ? activity.at() : activity.receivedAt();
    }

    private static Set<String> contacts(PreparedStatement statement) throws SQLException {
        ResultSet rows = statement.executeQuery();
        Set<String> contacts = new HashSet<>();
        while (rows.next()) {
            contacts.add(rows.getString(1));
        }
        return contacts;
    }

    private static <T> List<T> taken(List<T> list) {
        List<T> taken = List.copyOf(list);
        list.clear();
        return taken;
    }

    private static <T> Array column(Connection tx, String type, List<T> items, Function<T, String> value)
            throws SQLException {
        return tx.createArrayOf(type, items.stream().map(value).toArray(String[]::new));
    }

    private static <T> T read(FeedEvent event, Class<T> type) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not " + event.type() + ": " + event.id());
        }
    }
}
