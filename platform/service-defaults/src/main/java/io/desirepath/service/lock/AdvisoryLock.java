package io.desirepath.service.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Held by one replica at a time, on a connection of its own: who dies lets go of it. */
public final class AdvisoryLock implements AutoCloseable {

    private final Connection connection;
    private final String name;

    private AdvisoryLock(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Empty if somebody else holds it. */
    public static Optional<AdvisoryLock> tryTake(DataSource database, String name) throws SQLException {
        Connection connection = database.getConnection();
        boolean taken = false;
        try {
            taken = call(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", name);
        } finally {
            if (!taken) {
                connection.close();
            }
        }
        return taken ? Optional.of(new AdvisoryLock(connection, name)) : Optional.empty();
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            call(connection, "SELECT pg_advisory_unlock(hashtextextended(?, 0))", name);
        }
    }

    private static boolean call(Connection c, String sql, String name) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setString(1, name);
            ResultSet row = statement.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }
}
