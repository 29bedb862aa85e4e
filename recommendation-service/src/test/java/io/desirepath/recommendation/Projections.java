package io.desirepath.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.FeedEvent;
import io.desirepath.service.feed.FeedProjection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert;

/** Applies events as the feed reader does, and looks into the database. */
@ApplicationScoped
public class Projections {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> FOLLOWERS = List.of(
            "catalogue-follower",
            "contracts-follower",
            "content-follower",
            "strategy-follower",
            "experiment-follower",
            "champion-follower");

    private final DataSource database;
    private final List<FeedProjection> projections;
    private final RedisDataSource redis;
    private final MeterRegistry metrics;

    Projections(
            DataSource database, @All List<FeedProjection> projections, RedisDataSource redis, MeterRegistry metrics) {
        this.metrics = metrics;
        this.database = database;
        this.redis = redis;
        this.projections = projections;
    }

    /** Applies a page of one feed. */
    public void apply(FeedEvent... events) {
        apply(List.of(events));
    }

    public void apply(List<FeedEvent> events) {
        for (FeedProjection projection : of(events.getFirst().source().substring("/feeds/".length()))) {
            inTransaction(tx -> projection.apply(tx, events));
            projection.committed(events);
        }
    }

    /** The source of the feed began a new epoch. */
    public void restart(String feed) {
        of(feed).forEach(projection -> inTransaction(tx -> projection.restart(tx)));
    }

    /** Empties both stores, and what followers have read: revisions begin anew, so Redis must not remember the old ones. */
    public void clear() throws Throwable {
        emptyTheStores();
        followed();
    }

    /** Waits until the followers of this pod have read what is committed now. */
    public void followed() throws Throwable {
        long committed = System.nanoTime();
        for (String follower : FOLLOWERS) {
            TimeGauge age =
                    metrics.get("desirepath.poll.age").tag("loop", follower).timeGauge();
            eventually(() -> {
                long now = System.nanoTime();
                assertThat(age.value(TimeUnit.NANOSECONDS)).as(follower).isLessThan(now - committed);
            });
        }
    }

    /** Waits until the champion's lists are counted with every purchase; pods follow them afterwards. */
    public void counted() throws Throwable {
        eventually(() -> assertThat(rows("""
                        SELECT c.account_id FROM purchase_change AS c
                        JOIN model_version AS m ON m.status = 'CHAMPION'
                        JOIN counted_model AS n ON n.model_version = m.model_version
                            AND c.changed_in >= n.counted_below
                        LEFT JOIN counted_account AS a
                            ON a.model_version = m.model_version AND a.account_id = c.account_id
                        WHERE a.seen IS DISTINCT FROM c.changed_in""")).isEmpty());
    }

    private void emptyTheStores() {
        redis.execute("FLUSHALL");
        inTransaction(tx -> {
            try (Statement sql = tx.createStatement()) {
                for (String table : List.of(
                        "purchase",
                        "counted_model",
                        "counted_account",
                        "counted_product",
                        "changed_list",
                        "purchase_change",
                        "product_view",
                        "account_context",
                        "contact_account",
                        "contact_profile",
                        "reorder_state",
                        "product_interval",
                        "product_interval_round",
                        "exposure",
                        "interaction",
                        "recommended_line",
                        "experiment",
                        "complement",
                        "co_purchase",
                        "product_fact",
                        "trending",
                        "popularity",
                        "model_version")) {
                    sql.executeUpdate("DELETE FROM " + table);
                }
                sql.executeUpdate(
                        "UPDATE product SET deleted = true, learnt = true, status = 'ACTIVE', seen_at = '-infinity', name = NULL");
                sql.executeUpdate("UPDATE product SET family = NULL, category = NULL, brand = NULL, tier = NULL,"
                        + " pack_size = NULL, minimum_order = NULL, unit = NULL, stock = NULL, in_stock = NULL,"
                        + " countries = NULL, attributes = NULL, relations = NULL");
                sql.executeUpdate("DELETE FROM price_list_entry");
                for (String table : List.of("catalog", "price_list", "content_item")) {
                    sql.executeUpdate("UPDATE " + table + " SET declared = NULL, revision = revision + 1");
                }
                sql.executeUpdate("UPDATE order_tally SET orders = 0, last_arrival = NULL");
            }
        });
    }

    /** Runs a statement. */
    public void execute(String statement) {
        inTransaction(tx -> {
            try (Statement sql = tx.createStatement()) {
                sql.executeUpdate(statement);
            }
        });
    }

    /** The rows of a query, as text. */
    public List<String> rows(String query) {
        List<String> rows = new ArrayList<>();
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(query)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Repeats the assertion until it holds, because followers poll. */
    public static void eventually(ThrowableAssert.ThrowingCallable assertion) throws Throwable {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    private List<FeedProjection> of(String feed) {
        return projections.stream().filter(p -> p.feed().equals(feed)).toList();
    }

    private interface Work {
        void in(Connection tx) throws SQLException;
    }

    private void inTransaction(Work work) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection tx = database.getConnection()) {
                work.in(tx);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
