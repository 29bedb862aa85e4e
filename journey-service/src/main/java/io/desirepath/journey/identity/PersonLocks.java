package io.desirepath.journey.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Serialises what is said about persons with what they do: both look at the other's rows. Taken before the accounts'
 * locks, never after, so that the two kinds cannot wait for each other in a circle.
 */
final class PersonLocks {

    private static final int STRIPES = 4096;

    /** Keeps these locks apart from other advisory locks of the database. */
    private static final int NAMESPACE = 0x0DE5;

    private PersonLocks() {}

    /** Holds the stripes of the keys until the transaction ends, taken in ascending order. */
    static void lock(Connection tx, Collection<String> keys) throws SQLException {
        Integer[] stripes = keys.stream()
                .map(key -> Math.floorMod(key.hashCode() * 0x9E3779B9, STRIPES))
                .distinct()
                .sorted()
                .toArray(Integer[]::new);
        String sql = """
                SELECT pg_advisory_xact_lock(%d, s.stripe)
                FROM (SELECT stripe FROM unnest(?::int[]) WITH ORDINALITY AS u (stripe, n) ORDER BY n) s""".formatted(NAMESPACE);
        try (PreparedStatement lock = tx.prepareStatement(sql)) {
            lock.setArray(1, tx.createArrayOf("int4", stripes));
            lock.executeQuery();
        }
    }

    static String visitor(String anonymousId) {
        return "v:" + anonymousId;
    }

    static String contact(String contactId) {
        return "c:" + contactId;
    }

    static String domain(String domain) {
        return "d:" + domain;
    }
}
