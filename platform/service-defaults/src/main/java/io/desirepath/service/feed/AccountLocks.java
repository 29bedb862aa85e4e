package io.desirepath.service.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Serialises the writers of an account. PostgreSQL gives a transaction its id at its first write, so a writer that
 * takes the lock before that gets an id larger than that of every earlier writer of the account: only then is the
 * order of ids the order of commits, which {@link ChangeFeed} relies on.
 */
public final class AccountLocks {

    static final int STRIPES = 4096;

    /** Keeps these locks apart from other advisory locks of the database. */
    private static final int NAMESPACE = 0x0ACC;

    private AccountLocks() {}

    /**
     * Holds the stripes of the given accounts until the transaction ends. Must come before the transaction's first
     * write. Stripes are taken in ascending order, so that overlapping groups cannot deadlock.
     *
     * @throws SQLException with state 25001 if the transaction has already written
     */
    public static void lock(Connection tx, Collection<String> accounts) throws SQLException {
        Integer[] stripes = accounts.stream()
                .map(AccountLocks::stripeOf)
                .distinct()
                .sorted()
                .toArray(Integer[]::new);
        String sql = """
                SELECT pg_advisory_xact_lock(%d, s.stripe), pg_current_xact_id_if_assigned() IS NOT NULL
                FROM (SELECT stripe FROM unnest(?::int[]) WITH ORDINALITY AS u (stripe, n) ORDER BY n) s""".formatted(NAMESPACE);
        try (PreparedStatement lock = tx.prepareStatement(sql)) {
            lock.setArray(1, tx.createArrayOf("int4", stripes));
            var rows = lock.executeQuery();
            while (rows.next()) {
                if (rows.getBoolean(2)) {
                    throw new SQLException("the account's lock must be taken before the first write", "25001");
                }
            }
        }
    }

    static int stripeOf(String account) {
        return Math.floorMod(account.hashCode() * 0x9E3779B9, STRIPES);
    }
}
