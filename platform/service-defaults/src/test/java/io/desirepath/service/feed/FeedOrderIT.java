package io.desirepath.service.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.FeedEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What a page may show, with transactions interleaved by hand. */
class FeedOrderIT {

    private static EmbeddedPostgres postgres;
    private final ChangeFeed feed = new ChangeFeed("things");

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void migrate() throws Exception {
        migrate(postgres);
    }

    @Test
    void aTransactionThatCommitsLateIsNotLost() throws Exception {
        try (Connection slow = transaction(postgres);
                Connection fast = transaction(postgres);
                Connection reader = connect(postgres)) {
            feed.append(slow, List.of(Things.record("a", 1)));
            feed.append(fast, List.of(Things.record("b", 2)));
            fast.commit();

            FeedPage early = feed.page(reader, FeedCursor.beginningOf(1), 10);
            long naiveCursor = maxSeq(reader);
            slow.commit();
            FeedPage late = feed.page(reader, early.next(), 10);

            assertThat(early.events())
                    .as("the fast row must wait for the slow one")
                    .isEmpty();
            assertThat(ns(late.events())).containsExactly(1, 2);
            assertThat(seqsAfter(reader, naiveCursor))
                    .as("a cursor over the sequence alone would have lost the slow row")
                    .isEmpty();
        }
    }

    @Test
    void writersOfAnAccountAppearInTheOrderOfTheirCommits() throws Exception {
        try (Connection first = transaction(postgres);
                Connection second = transaction(postgres);
                Connection reader = connect(postgres)) {
            AccountLocks.lock(first, List.of("a"));
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
                try {
                    AccountLocks.lock(second, List.of("a", "z"));
                    feed.append(second, List.of(Things.record("a", 2)));
                    second.commit();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            write(first, "INSERT INTO elsewhere VALUES (1)");
            feed.append(first, List.of(Things.record("a", 1)));
            assertThat(waiting).isNotDone();
            first.commit();
            waiting.get(10, TimeUnit.SECONDS);

            assertThat(ns(feed.page(reader, FeedCursor.beginningOf(1), 10).events()))
                    .containsExactly(1, 2);
        }
    }

    @Test
    void withoutTheLockTwoInvertedWritersAppearInTheWrongOrder() throws Exception {
        try (Connection early = transaction(postgres);
                Connection late = transaction(postgres);
                Connection reader = connect(postgres)) {
            write(early, "INSERT INTO elsewhere VALUES (1)");
            feed.append(late, List.of(Things.record("a", 1)));
            late.commit();
            feed.append(early, List.of(Things.record("a", 2)));
            early.commit();

            assertThat(ns(feed.page(reader, FeedCursor.beginningOf(1), 10).events()))
                    .as("this is why the lock must come before the first write")
                    .containsExactly(2, 1);
        }
    }

    @Test
    void theLockIsRefusedAfterTheFirstWrite() throws Exception {
        try (Connection tx = transaction(postgres)) {
            write(tx, "INSERT INTO elsewhere VALUES (1)");

            assertThatThrownBy(() -> AccountLocks.lock(tx, List.of("a")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("before the first write");
        }
    }

    @Test
    void aPageStopsAtItsLimitAndCountsWhatFollows() throws Exception {
        try (Connection tx = transaction(postgres);
                Connection reader = connect(postgres)) {
            List<FeedRecord> records = new ArrayList<>();
            for (int n = 0; n < 25; n++) {
                records.add(Things.record("a", n));
            }
            feed.append(tx, records);
            tx.commit();

            FeedPage page = feed.page(reader, FeedCursor.beginningOf(1), 10);

            assertThat(ns(page.events())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(page.pending()).isEqualTo(15);
            assertThat(ns(feed.page(reader, page.next(), 100).events()))
                    .hasSize(15)
                    .startsWith(10);
        }
    }

    @Test
    void aPageOfSomeEventsHasThoseInOrderAndNothingThatIsHidden() throws Exception {
        FeedFilter even = new FeedFilter("((payload ->> 'n')::int % 2)::text", "0");
        try (Connection tx = transaction(postgres);
                Connection open = transaction(postgres);
                Connection reader = connect(postgres)) {
            List<FeedRecord> records = new ArrayList<>();
            for (int n = 0; n < 9; n++) {
                records.add(Things.record("a", n));
            }
            feed.append(tx, records);
            tx.commit();
            write(open, "INSERT INTO elsewhere VALUES (1)");
            feed.append(tx, List.of(Things.record("a", 10)));
            tx.commit();

            FeedPage first = feed.page(reader, FeedCursor.beginningOf(1), 3, even);
            FeedPage rest = feed.page(reader, first.next(), 3, even);

            assertThat(ns(first.events())).containsExactly(0, 2, 4);
            assertThat(ns(rest.events())).containsExactly(6, 8);
            assertThat(feed.newest(reader, 1, true)).isEqualTo(rest.next());
            assertThat(rest.next().isBefore(feed.newest(reader, 1, false))).isTrue();
            open.rollback();
            assertThat(ns(feed.page(reader, rest.next(), 3, even).events())).containsExactly(10);
        }
    }

    @Test
    void whatFollowsIsFoundByTheNumberOfItsTransactionAndNotByItsText() throws Exception {
        try (Connection tx = transaction(postgres);
                Connection reader = connect(postgres)) {
            for (int xid : new int[] {9, 10}) {
                write(
                        tx,
                        "INSERT INTO feed_things (xid, aggregatetype, aggregateid, type, payload)"
                                + " VALUES ('%d', 'things', 'a', 'thing', '{\"n\":%d}')".formatted(xid, xid));
            }
            tx.commit();

            FeedPage page = feed.page(reader, FeedCursor.beginningOf(1), 1);

            assertThat(ns(page.events())).containsExactly(9);
            assertThat(page.pending()).isEqualTo(1);
        }
    }

    @Test
    void aDumpRestoredIntoAFreshClusterBeginsANewEpochAndIsReadAgain() throws Exception {
        try (Connection c = connect(postgres)) {
            assertThat(FeedEpochs.establish(c)).isEqualTo(1);
            assertThat(FeedEpochs.establish(c)).as("the same cluster").isEqualTo(1);
        }
        // Transaction ids far beyond those of a fresh cluster, as after months of writing.
        for (int n = 1; n <= 2000; n++) {
            try (Connection tx = transaction(postgres)) {
                feed.append(tx, List.of(Things.record("a", n)));
                tx.commit();
            }
        }
        try (EmbeddedPostgres fresh =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            migrate(fresh);
            for (String table : List.of("feed_epoch", "feed_things")) {
                copy(table, postgres, fresh);
            }
            try (Connection restored = connect(fresh)) {
                assertThat(currentXid(restored)).isLessThan(maxXid(restored));
                assertThat(FeedEpochs.establish(restored)).isEqualTo(2);
            }
            try (Connection tx = transaction(fresh)) {
                AccountLocks.lock(tx, List.of("a"));
                feed.append(tx, List.of(Things.record("a", 2001)));
                tx.commit();
            }
            try (Connection reader = connect(fresh)) {
                List<Integer> all = new ArrayList<>();
                FeedPage page = feed.page(reader, FeedCursor.beginningOf(2), 1000);
                while (!page.events().isEmpty()) {
                    all.addAll(ns(page.events()));
                    page = feed.page(reader, page.next(), 1000);
                }
                assertThat(all).hasSize(2001).isSorted().endsWith(2001);
            }
        }
    }

    private static void migrate(EmbeddedPostgres server) throws Exception {
        try (Connection c = connect(server);
                Statement sql = c.createStatement()) {
            sql.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            String feeds = Files.readString(Path.of("src/main/resources/db/feed/V0_1__change_feed.sql"));
            sql.execute(feeds.replace("${runtimeRole}", "CURRENT_USER"));
            sql.execute(Files.readString(Path.of("src/test/resources/db/migration/V1__things.sql")));
        }
    }

    private static void copy(String table, EmbeddedPostgres from, EmbeddedPostgres to) throws Exception {
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        try (Connection source = connect(from);
                Connection target = connect(to)) {
            source.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", dump);
            target.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(dump.toByteArray()));
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    private static Connection transaction(EmbeddedPostgres server) throws SQLException {
        Connection c = connect(server);
        c.setAutoCommit(false);
        return c;
    }

    private static void write(Connection c, String statement) throws SQLException {
        try (Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }

    /** As readers see them, who get JSON. */
    private static List<Integer> ns(List<FeedEvent> events) throws IOException {
        List<FeedEvent> read =
                FeedJson.MAPPER.readValue(FeedJson.MAPPER.writeValueAsBytes(events), new TypeReference<>() {});
        return read.stream().map(event -> event.data().get("n").asInt()).toList();
    }

    private static long maxSeq(Connection c) throws SQLException {
        return number(c, "SELECT max(seq) FROM feed_things");
    }

    private static long currentXid(Connection c) throws SQLException {
        return number(c, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    private static long maxXid(Connection c) throws SQLException {
        return number(c, "SELECT max(xid::text::bigint) FROM feed_things");
    }

    private static long number(Connection c, String query) throws SQLException {
        try (Statement sql = c.createStatement()) {
            ResultSet row = sql.executeQuery(query);
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Long> seqsAfter(Connection c, long cursor) throws SQLException {
        try (Statement sql = c.createStatement()) {
            ResultSet rows = sql.executeQuery("SELECT seq FROM feed_things WHERE seq > " + cursor);
            List<Long> seqs = new ArrayList<>();
            while (rows.next()) {
                seqs.add(rows.getLong(1));
            }
            return seqs;
        }
    }
}
