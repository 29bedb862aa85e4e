package io.desirepath.local.launch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A service's database in the running suite.
 *
 * @param jdbcUrl without credentials
 * @param username the runtime role
 * @param password the runtime role's
 * @param ownerUsername the role that owns the tables
 * @param ownerPassword the owner role's
 */
public record Database(String jdbcUrl, String username, String password, String ownerUsername, String ownerPassword) {

    /** Signs in as the role that the service itself uses. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, username, password);
    }

    /** Signs in as the owner of the tables. */
    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, ownerUsername, ownerPassword);
    }

    @Override
    public String toString() {
        return "Database[" + jdbcUrl + "]";
    }
}
