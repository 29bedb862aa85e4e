package io.desirepath.recommendation.training;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Deletes versions with all that belongs to them. Only for who trains. */
@ApplicationScoped
class TidyModels {

    /** How many rows one statement deletes: a fraction of a second's work. */
    private static final int DELETE_CHUNK = 20_000;

    private static final List<String> TABLES = List.of(
            "complement",
            "trending",
            "popularity",
            "co_purchase",
            "product_fact",
            "counted_model",
            "counted_account",
            "counted_product",
            "changed_list");

    private final DataSource database;

    TidyModels(DataSource database) {
        this.database = database;
    }

    /** Deletes what a training left that did not end, and all but the newest of the retired. */
    void run(int keep) throws SQLException {
        try (Connection c = database.getConnection()) {
            for (String version : old(c, keep)) {
                if (takeOff(c, version)) {
                    delete(c, version);
                }
            }
        }
    }

    private static List<String> old(Connection c, int keep) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("""
                SELECT model_version FROM model_version WHERE status = 'BUILDING'
                UNION ALL
                (SELECT model_version FROM model_version WHERE status <> 'BUILDING'
                 ORDER BY status = 'CHAMPION' DESC, promoted_at DESC OFFSET ?)""")) {
            select.setInt(1, keep);
            ResultSet rows = select.executeQuery();
            List<String> old = new ArrayList<>();
            while (rows.next()) {
                old.add(rows.getString(1));
            }
            return old;
        }
    }

    /**
     * From now on nobody can let it serve again, although deleting takes its time. As if it had never been finished: if this
     * ends half-way, the next training deletes the rest.
     *
     * @return false if somebody has let it serve meanwhile
     */
    private static boolean takeOff(Connection c, String version) throws SQLException {
        try (PreparedStatement update = c.prepareStatement(
                "UPDATE model_version SET status = 'BUILDING' WHERE model_version = ? AND status <> 'CHAMPION'")) {
            update.setString(1, version);
            return update.executeUpdate() > 0;
        }
    }

    private static void delete(Connection c, String version) throws SQLException {
        for (String table : TABLES) {
            String some =
                    "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE model_version = ? LIMIT %2$d))"
                            .formatted(table, DELETE_CHUNK);
            try (PreparedStatement delete = c.prepareStatement(some)) {
                delete.setString(1, version);
                while (delete.executeUpdate() > 0) {
                    // One chunk after the other, each in a transaction of its own.
                }
            }
        }
        try (PreparedStatement delete = c.prepareStatement("DELETE FROM model_version WHERE model_version = ?")) {
            delete.setString(1, version);
            delete.executeUpdate();
        }
    }
}
