package io.desirepath.recommendation.accountcontext;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Companies below others, on all levels: what changes above may change their contract. Circles are no trouble. */
@Singleton
public class Subsidiaries {

    private static final String BELOW = """
            WITH RECURSIVE below AS (
                SELECT account_id FROM account_context WHERE parent_id = ANY (?)
                UNION
                SELECT a.account_id FROM account_context a JOIN below b ON a.parent_id = b.account_id)
            SELECT account_id FROM below""";

    private static final String REVISE =
            "UPDATE account_context SET revision = revision + 1 WHERE account_id = ANY (?)";

    private final DataSource database;

    Subsidiaries(DataSource database) {
        this.database = database;
    }

    /** Those below any of the accounts; in a circle, the accounts themselves too. */
    public TreeSet<String> below(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return new TreeSet<>();
        }
        try (Connection c = database.getConnection()) {
            return below(c, accounts);
        } catch (SQLException e) {
            throw new IllegalStateException("the hierarchy cannot be read", e);
        }
    }

    public TreeSet<String> below(Connection c, Collection<String> accounts) throws SQLException {
        TreeSet<String> below = new TreeSet<>();
        try (PreparedStatement select = c.prepareStatement(BELOW)) {
            select.setArray(1, c.createArrayOf("text", accounts.toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                below.add(row.getString(1));
            }
        }
        return below;
    }

    /** Tells that what these accounts' answers depend on has changed. The caller has locked them. */
    public void revise(Connection tx, Collection<String> accounts) throws SQLException {
        if (accounts.isEmpty()) {
            return;
        }
        try (PreparedStatement update = tx.prepareStatement(REVISE)) {
            update.setArray(1, tx.createArrayOf("text", accounts.toArray()));
            update.executeUpdate();
        }
    }
}
