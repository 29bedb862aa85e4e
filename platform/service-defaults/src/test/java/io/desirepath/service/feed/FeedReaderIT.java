package io.desirepath.service.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.FeedEvent;
import io.desirepath.testing.ServiceStores;
import io.desirepath.testing.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed read over HTTP by the service's own reader, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value = "defaults"))
class FeedReaderIT {

    @Inject
    DataSource database;

    @Inject
    Things things;

    @Inject
    FeedReaders readers;

    @Inject
    FeedClient client;

    @Inject
    FeedConfig config;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "DESIREPATH_TEST_SELF_URL")
    URI self;

    private final ChangeFeed feed = new ChangeFeed("things");
    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void notHealed() {
        things.healed.set(false);
    }

    @Test
    void anEventReachesItsReaderLongBeforeTheLongPollWouldEnd() throws Exception {
        append(Things.record(subject, 1));
        awaitApplied(subject, 1);
        Instant before = Instant.now();
        append(Things.record(subject, 2));

        awaitApplied(subject, 1, 2);

        assertThat(Duration.between(before, Instant.now()))
                .isLessThan(config.longPoll().dividedBy(2));
    }

    @Test
    void aPoisonedEventBlocksItsSubjectOnlyAndIsAppliedInOrderOnceHealed() throws Exception {
        String other = UUID.randomUUID().toString();
        append(
                Things.record(subject, 1),
                Things.poison(subject, 2),
                Things.record(other, 1),
                Things.record(subject, 3));
        append(Things.record(subject, 4), Things.record(other, 2));

        awaitApplied(other, 1, 2);
        awaitApplied(subject, 1);
        assertThat(deadLetters(subject)).containsExactly("2 poison", "3 null", "4 null");

        things.healed.set(true);
        new FeedApplier(database, things).retryDeadLetters();

        assertThat(applied(subject)).containsExactly(1, 2, 3, 4);
        assertThat(deadLetters(subject)).isEmpty();
    }

    @Test
    void anotherReplicaStandsByAndTakesOverWhenTheActiveOneIsGone() throws Exception {
        FeedReader second = new FeedReader(database, new OtherFeed(client, self, "things"), things, config);
        Thread replica = Thread.ofVirtual().start(second);
        try {
            append(Things.record(subject, 1));
            awaitApplied(subject, 1);
            awaitTrue(() -> second.lag().role().equals("standby"));

            // What a crash of the active replica looks like to the database: its session ends, and its lock with it.
            execute("""
                    SELECT pg_terminate_backend(l.pid) FROM pg_locks l
                    WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted""");
            append(Things.record(subject, 2));

            awaitApplied(subject, 1, 2);
        } finally {
            second.stop();
            replica.interrupt();
            replica.join();
        }
    }

    @Test
    void aReaderThatLostItsPlaceIsFencedOff() throws Exception {
        append(Things.record(subject, 1));
        awaitApplied(subject, 1);

        assertThatThrownBy(() -> new FeedApplier(database, things).apply(List.of(), "1.0.0", "1.1.1"))
                .isInstanceOf(FeedBookmarks.StaleReaderException.class);
    }

    @Test
    void aProjectionIsRebuiltByPuttingItsCursorToZero() throws Exception {
        append(Things.record(subject, 1), Things.record(subject, 2));
        awaitApplied(subject, 1, 2);

        execute("WITH forgotten AS (DELETE FROM applied) UPDATE feed_cursor SET cursor = '' WHERE feed = 'things'");
        append(Things.record(subject, 3));

        awaitApplied(subject, 1, 2, 3);
    }

    @Test
    void aNewEpochSendsTheReaderBackToTheBeginning() throws Exception {
        append(Things.record(subject, 1));
        awaitApplied(subject, 1);
        int restartsBefore = things.restarts.get();

        execute("DELETE FROM applied");
        // A recovery to an earlier point leaves the same system on another timeline, and cuts every connection.
        execute("UPDATE feed_epoch SET timeline = timeline + 1 WHERE epoch = (SELECT max(epoch) FROM feed_epoch)");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE usename = current_user AND pid <> pg_backend_pid()");

        awaitTrue(() -> things.restarts.get() > restartsBefore);
        awaitApplied(subject, 1);
    }

    @Test
    void manyLongPollsWaitWithoutAConnectionAndAllWakeUp() throws Exception {
        String cursor = page("", "0s").getHeader(FeedEvent.NEXT_CURSOR_HEADER);
        while (true) {
            String next = page(cursor, "0s").getHeader(FeedEvent.NEXT_CURSOR_HEADER);
            if (next.equals(cursor)) {
                break;
            }
            cursor = next;
        }
        String end = cursor;
        try (var polls = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> waiting = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                waiting.add(CompletableFuture.supplyAsync(
                        () -> page(end, "10s").jsonPath().getList("$").size(), polls));
            }
            Thread.sleep(300);
            append(Things.record(subject, 1));

            assertThat(waiting).allSatisfy(w -> assertThat(w.get()).isEqualTo(1));
        }
    }

    @Test
    void aCursorOfAnEarlierEpochIsGoneAndNonsenseIsRefused() {
        given().header("Authorization", Tokens.serviceBearer())
                .get("/internal/feeds/things?after=0.5.5")
                .then()
                .statusCode(410)
                .contentType("application/problem+json");
        given().header("Authorization", Tokens.serviceBearer())
                .get("/internal/feeds/things?after=nonsense")
                .then()
                .statusCode(400);
        given().header("Authorization", Tokens.serviceBearer())
                .get("/internal/feeds/nothings")
                .then()
                .statusCode(404);
    }

    @Test
    void onlyServicesMayReadFeeds() {
        given().get("/internal/feeds/things").then().statusCode(401);
        given().header("Authorization", Tokens.bearer("admin"))
                .get("/internal/feeds/things")
                .then()
                .statusCode(403);
    }

    @Test
    void lagIsAMetricAndADetailOfReadiness() throws Exception {
        append(Things.record(subject, 1));
        awaitApplied(subject, 1);
        awaitTrue(() -> readers.readers().getFirst().lag().events() == 0);

        assertThat(metrics.get("desirepath.feed.lag.events")
                        .tag("feed", "things")
                        .gauge()
                        .value())
                .isZero();
        assertThat(metrics.get("desirepath.feed.hidden.seconds")
                        .tag("feed", "things")
                        .gauge()
                        .value())
                .isGreaterThanOrEqualTo(0);
        assertThat(new FeedsHealth(readers).call().getData().orElseThrow()).containsEntry("things.lagEvents", 0L);
    }

    private io.restassured.response.Response page(String after, String wait) {
        return given().header("Authorization", Tokens.serviceBearer())
                .get("/internal/feeds/things?after=" + after + "&wait=" + wait);
    }

    private void append(FeedRecord... records) throws SQLException {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            feed.append(tx, List.of(records));
            tx.commit();
            tx.setAutoCommit(true);
        }
    }

    private void awaitApplied(String of, Integer... expected) throws Exception {
        awaitTrue(() -> applied(of).equals(List.of(expected)));
    }

    private void awaitTrue(Check check) throws Exception {
        Instant deadline = Instant.now().plusSeconds(15);
        while (!holds(check)) {
            assertThat(Instant.now()).as("still waiting").isBefore(deadline);
            Thread.sleep(10);
        }
    }

    /** Some tests cut connections, and the test's own may be among them. */
    private static boolean holds(Check check) throws Exception {
        try {
            return check.holds();
        } catch (SQLException e) {
            return false;
        }
    }

    private List<Integer> applied(String of) throws SQLException {
        return column("SELECT n FROM applied WHERE subject = '" + of + "' ORDER BY position").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private List<String> deadLetters(String of) throws SQLException {
        return column("SELECT concat(event->'data'->>'n', ' ', coalesce(error, 'null')) FROM feed_dead_letter"
                + " WHERE subject = '" + of + "' ORDER BY position");
    }

    private List<String> column(String query) throws SQLException {
        try (Connection c = database.getConnection();
                Statement sql = c.createStatement()) {
            ResultSet rows = sql.executeQuery(query);
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void execute(String statement) throws SQLException {
        try (Connection c = database.getConnection();
                Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }
}
