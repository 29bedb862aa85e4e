package io.desirepath.journey.activity;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The message ids that were recorded: each counts once, however often and over which replica it is sent. */
@Singleton
public class ReceivedMessages {

    private static final String KNOWN = "SELECT message_id FROM received_message WHERE message_id = ANY (?::text[])";

    private static final String CLAIM = """
            INSERT INTO received_message (message_id, received_at)
            SELECT m.id, ?::timestamptz FROM unnest(?::text[]) WITH ORDINALITY AS m (id, n) ORDER BY m.n
            ON CONFLICT (message_id) DO NOTHING
            RETURNING message_id""";

    /** Which of the ids were recorded already. */
    public Set<String> known(Connection c, Collection<String> ids) throws SQLException {
        Set<String> known = new HashSet<>();
        try (PreparedStatement select = c.prepareStatement(KNOWN)) {
            select.setArray(1, c.createArrayOf("text", ids.toArray(String[]::new)));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                known.add(rows.getString(1));
            }
        }
        return known;
    }

    /**
     * Takes the ids that nobody has taken yet. A sender of an id that another open transaction has taken waits for its
     * end; ids go in ascending order, so that overlapping retries cannot wait for each other in a circle.
     *
     * @return those taken
     */
    public Set<String> claim(Connection tx, Collection<String> ids, Instant receivedAt) throws SQLException {
        String[] ascending = ids.stream().distinct().sorted().toArray(String[]::new);
        Set<String> claimed = HashSet.newHashSet(ascending.length);
        try (PreparedStatement insert = tx.prepareStatement(CLAIM)) {
            insert.setString(1, receivedAt.toString());
            insert.setArray(2, tx.createArrayOf("text", ascending));
            ResultSet rows = insert.executeQuery();
            while (rows.next()) {
                claimed.add(rows.getString(1));
            }
        }
        return claimed;
    }
}
