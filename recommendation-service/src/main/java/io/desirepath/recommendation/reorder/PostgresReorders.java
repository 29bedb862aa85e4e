package io.desirepath.recommendation.reorder;

import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.reorder.domain.Intervals;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import io.desirepath.recommendation.reorder.domain.Told;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was told of reorders, and the products' intervals. */
@ApplicationScoped
public class PostgresReorders {

    private static final int CHUNK = 20_000;

    private final DataSource database;

    PostgresReorders(DataSource database) {
        this.database = database;
    }

    /** Names one product of an account. */
    record Key(String account, String product) {}

    /** What is to be remembered of a product; null forgets it. */
    record Update(Key key, @Nullable Told told) {}

    /** The next accounts by id. */
    List<String> accountsAfter(String account, int limit) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement("""
                        SELECT account_id FROM account_context
                        WHERE known AND account_id > ? ORDER BY account_id LIMIT ?""")) {
            select.setString(1, account);
            select.setInt(2, limit);
            ResultSet rows = select.executeQuery();
            List<String> accounts = new ArrayList<>();
            while (rows.next()) {
                accounts.add(rows.getString(1));
            }
            return accounts;
        }
    }

    Map<Key, Told> told(Connection tx, Collection<String> accounts) throws SQLException {
        Map<Key, Told> told = new HashMap<>();
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT account_id, product_id, status, last_at FROM reorder_state WHERE account_id = ANY (?)")) {
            select.setArray(1, tx.createArrayOf("text", accounts.toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                told.put(
                        new Key(row.getString(1), row.getString(2)),
                        new Told(
                                Told.Status.valueOf(row.getString(3)),
                                row.getTimestamp(4).toInstant()));
            }
        }
        return told;
    }

    void remember(Connection tx, List<Update> updates) throws SQLException {
        try (PreparedStatement delete =
                        tx.prepareStatement("DELETE FROM reorder_state WHERE account_id = ? AND product_id = ?");
                PreparedStatement upsert = tx.prepareStatement("""
                        INSERT INTO reorder_state (account_id, product_id, status, last_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (account_id, product_id) DO UPDATE
                        SET status = excluded.status, last_at = excluded.last_at, told_at = now()""")) {
            for (Update update : updates) {
                Told told = update.told();
                PreparedStatement statement = told == null ? delete : upsert;
                statement.setString(1, update.key().account());
                statement.setString(2, update.key().product());
                if (told != null) {
                    statement.setString(3, told.status().name());
                    statement.setTimestamp(4, java.sql.Timestamp.from(told.lastAt()));
                }
                statement.addBatch();
            }
            delete.executeBatch();
            upsert.executeBatch();
        }
    }

    /** When the last round was finished; empty if none was. */
    Optional<Instant> finished() throws SQLException {
        try (Connection c = database.getConnection();
                Statement select = c.createStatement()) {
            ResultSet row = select.executeQuery("SELECT finished_at FROM product_interval_round");
            return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
        }
    }

    ProductIntervals intervals(ProductNumbers numbers) throws SQLException {
        var intervals = new ProductIntervals.Builder(numbers);
        String product = "";
        int read;
        do {
            read = 0;
            try (Connection c = database.getConnection();
                    PreparedStatement select = c.prepareStatement("""
                            SELECT product_id, gaps, log_sum FROM product_interval
                            WHERE product_id > ? ORDER BY product_id LIMIT ?""")) {
                select.setString(1, product);
                select.setInt(2, CHUNK);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    product = row.getString(1);
                    intervals.add(product, new Intervals(row.getLong(2), row.getDouble(3)));
                    read++;
                }
            }
        } while (read == CHUNK);
        return intervals.build();
    }

    /** Writes some products' sums. Readers look again only when the round is {@link #finish finished}. */
    void write(Connection tx, Map<String, Intervals> sums) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("""
                INSERT INTO product_interval (product_id, gaps, log_sum) VALUES (?, ?, ?)
                ON CONFLICT (product_id) DO UPDATE SET gaps = excluded.gaps, log_sum = excluded.log_sum
                WHERE (product_interval.gaps, product_interval.log_sum) <> (excluded.gaps, excluded.log_sum)""")) {
            for (Map.Entry<String, Intervals> sum : sums.entrySet()) {
                upsert.setString(1, sum.getKey());
                upsert.setLong(2, sum.getValue().gaps());
                upsert.setDouble(3, sum.getValue().logSum());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    void finish(Connection tx) throws SQLException {
        try (Statement upsert = tx.createStatement()) {
            upsert.executeUpdate("""
                    INSERT INTO product_interval_round (finished_at) VALUES (clock_timestamp())
                    ON CONFLICT (only_row) DO UPDATE SET finished_at = excluded.finished_at""");
        }
    }
}
