package io.desirepath.service.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.contracts.ErasureRequested.Kind;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.testing.ServiceStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reader of erasures does with a request, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value = "defaults"))
class ErasureIT {

    private static final Instant REQUESTED = Instant.parse("2026-11-02T10:00:00Z");

    @Inject
    DataSource database;

    @ConfigProperty(name = "DESIREPATH_DATABASE_URL")
    String url;

    @ConfigProperty(name = "DESIREPATH_DATABASE_OWNER_USERNAME")
    String owner;

    @ConfigProperty(name = "DESIREPATH_DATABASE_OWNER_PASSWORD")
    String password;

    private final Tombstones tombstones = new Tombstones(Optional.of("a-key-that-only-tests-know-0123456789"));
    private final ChangeFeed persons = new ChangeFeed("persons");
    private final String person = "Anna \"Ä\" " + UUID.randomUUID();
    private final String visitor = UUID.randomUUID().toString();
    private final String erasure = UUID.randomUUID().toString();
    private final Forgetful forgetful = new Forgetful();

    @Test
    void whoIsErasedIsRefusedUntilCreatedAgainAndThenOnlyForWhatHappensFromThereOn() throws Exception {
        request(REQUESTED);
        assertThat(refused(Subject.contact(person), "2030-01-01T00:00:00Z")).isTrue();
        assertThat(refused(Subject.visitor(visitor), "2026-01-01T00:00:00Z")).isTrue();
        assertThat(refused(Subject.account(person), "2026-01-01T00:00:00Z")).isFalse();

        lift("2026-11-02T09:59:59Z");
        assertThat(refused(Subject.contact(person), "2030-01-01T00:00:00Z")).isTrue();

        lift("2026-11-03T00:00:00Z");
        lift("2026-11-09T00:00:00Z");
        assertThat(refused(Subject.contact(person), "2026-11-02T23:59:59Z")).isTrue();
        assertThat(refused(Subject.contact(person), "2026-11-03T00:00:00Z")).isFalse();
        assertThat(refused(Subject.visitor(visitor), "2026-11-03T00:00:00Z")).isFalse();

        request(REQUESTED);
        assertThat(refused(Subject.contact(person), "2026-11-03T00:00:00Z")).isFalse();
    }

    @Test
    void feedsAndDeadLettersAreRedactedInPlace() throws Exception {
        append(
                new FeedRecord(
                        "contact.identified", person, Map.of("contactId", person, "traits", Map.of("name", "A"))),
                new FeedRecord("activity.recorded", "acme", new OfContact("acme", person)),
                new FeedRecord("activity.recorded", person, Map.of("accountId", person)),
                new FeedRecord("activity.recorded", "other", Map.of("accountId", "other", "n", 1.50)));
        deadLetter("contact.updated", person, Map.of("contactId", person), "no " + person);
        deadLetter("account.updated", "acme", Map.of("contacts", List.of(Map.of("contactId", person))), "no " + person);
        List<String> cursors = column("SELECT concat(xid, '.', seq, ' ', id) FROM feed_persons ORDER BY xid, seq");
        request(REQUESTED);

        new ErasureWorker(database, forgetful).run();

        assertThat(column("SELECT concat(type, ' ', aggregateid, ' ', payload) FROM feed_persons"
                        + " ORDER BY xid DESC, seq LIMIT 4"))
                .containsExactly(
                        "redacted " + erasure + " {}",
                        "activity.recorded acme " + write(new OfContact("acme", null)),
                        "activity.recorded " + person + " " + write(Map.of("accountId", person)),
                        column("SELECT concat(type, ' ', aggregateid, ' ', payload) FROM feed_persons"
                                        + " WHERE aggregateid = 'other' ORDER BY xid DESC LIMIT 1")
                                .getFirst());
        assertThat(column("SELECT concat(xid, '.', seq, ' ', id) FROM feed_persons ORDER BY xid, seq"))
                .isEqualTo(cursors);
        assertThat(column("SELECT subject || ' ' || error FROM feed_dead_letter WHERE feed = 'test'"))
                .containsExactly("acme redacted");
        assertThat(column("SELECT event::text || coalesce(error, '') FROM feed_dead_letter"))
                .noneMatch(row -> row.contains(person.substring(person.length() - 36)));
        execute("DELETE FROM feed_dead_letter WHERE feed = 'test'");
    }

    @Test
    void aWorkerThatDiedIsContinuedAndTheReportIsThatOfBoth() throws Exception {
        execute("INSERT INTO applied (event_id, subject, n) SELECT gen_random_uuid(), '" + visitor + "', 1"
                + " FROM generate_series(1, 5)");
        request(REQUESTED);
        forgetful.chunksBeforeDeath = 3;
        new ErasureWorker(database, forgetful).run();
        assertThat(column("SELECT 1 FROM applied WHERE subject = '" + visitor + "'"))
                .hasSize(2);
        assertThat(forgetful.finished).isEmpty();

        forgetful.chunksBeforeDeath = Integer.MAX_VALUE;
        new ErasureWorker(database, forgetful).run();
        new ErasureWorker(database, forgetful).run();

        assertThat(column("SELECT 1 FROM applied WHERE subject = '" + visitor + "'"))
                .isEmpty();
        assertThat(forgetful.finished)
                .singleElement()
                .satisfies(reports -> assertThat(reports)
                        .contains(new StoreReport("test.applied", Action.DELETED, 5))
                        .contains(new StoreReport("test.cache", Action.REDACTED, 1)));
        assertThat(column("SELECT concat(subject_id, anonymous_ids, finished_at IS NOT NULL) FROM erasure_task"
                        + " WHERE erasure_id = '" + erasure + "'"))
                .containsExactly("{}t");
        assertThat(column("SELECT concat(t.*, c.*) FROM erasure_task t JOIN erasure_count c USING (erasure_id)"))
                .noneMatch(row -> row.contains(visitor));
    }

    @Test
    void whoRecordsIsWaitedForAndWhoComesAfterSeesTheTombstone() throws Exception {
        try (Connection recorder = database.getConnection()) {
            recorder.setAutoCommit(false);
            ErasureLock.shared(recorder);
            CompletableFuture<Void> erasing = CompletableFuture.runAsync(() -> {
                try {
                    request(REQUESTED);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(200);
            assertThat(erasing).isNotDone();
            recorder.rollback();
            recorder.setAutoCommit(true);
            erasing.get(5, TimeUnit.SECONDS);
        }
        assertThat(refused(Subject.contact(person), "2030-01-01T00:00:00Z")).isTrue();
    }

    @Test
    void aDatabaseFromBeforeErasureIsMigratedOutOfOrder() throws Exception {
        older("db/feed").target("0.1").load().migrate();
        older("db/older").ignoreMigrationPatterns("*:missing").load().migrate();

        var result = older("db/feed", "db/older").load().migrate();

        assertThat(result.migrationsExecuted).isPositive();
        assertThat(older("db/feed", "db/older").load().validateWithResult().validationSuccessful)
                .isTrue();
    }

    private FluentConfiguration older(String... locations) {
        return Flyway.configure()
                .dataSource(url, owner, password)
                .schemas("older")
                .defaultSchema("older")
                .placeholders(Map.of("runtimeRole", "defaults_app"))
                .outOfOrder(true)
                .locations(locations);
    }

    private record OfContact(String accountId, @Nullable String contactId) {}

    /** Deletes one row a chunk, and dies when told to. */
    private final class Forgetful implements SubjectErasure {
        private final List<List<StoreReport>> finished = new ArrayList<>();
        private int chunksBeforeDeath = Integer.MAX_VALUE;

        @Override
        public Set<String> visitors(Connection tx, ErasureRequested request) {
            return Set.of(visitor);
        }

        @Override
        public List<ErasureStep> steps(ErasureTask task) {
            return List.of(
                    new ErasureStep.Chunked("test.applied", Action.DELETED, tx -> deleteOne(tx, task)),
                    FeedRedaction.step(task, "test", "persons"),
                    DeadLetterRedaction.step(task, "test"),
                    new ErasureStep.Whole("test.cache", Action.REDACTED, () -> 1));
        }

        private ErasureStep.Progress deleteOne(Connection tx, ErasureTask task) throws SQLException {
            if (chunksBeforeDeath-- == 0) {
                throw new IllegalStateException("the test lets it die here");
            }
            try (var delete = tx.prepareStatement("DELETE FROM applied WHERE position ="
                    + " (SELECT min(position) FROM applied WHERE subject = ANY (?))")) {
                delete.setArray(1, tx.createArrayOf("text", task.anonymousIds().toArray()));
                int deleted = delete.executeUpdate();
                return new ErasureStep.Progress(deleted, deleted > 0);
            }
        }

        @Override
        public void finish(Connection tx, ErasureTask task, List<StoreReport> stores) {
            if (task.erasureId().equals(erasure)) {
                finished.add(stores);
            }
        }
    }

    private void request(Instant at) throws SQLException {
        var request = new ErasureRequested(erasure, Kind.CONTACT, person, List.of());
        var event = new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/erasures",
                Feeds.ERASURE_REQUESTED,
                erasure,
                at,
                FeedJson.MAPPER.valueToTree(request));
        var projection = new ErasuresProjection(tombstones, forgetful, new ErasureWorker(database, forgetful));
        inTransaction(tx -> {
            projection.lock(tx, List.of(event));
            projection.apply(tx, List.of(event));
        });
    }

    private boolean refused(Subject subject, String at) throws SQLException {
        try (Connection c = database.getConnection()) {
            return tombstones.refusals(c, List.of(subject)).refuses(subject, Instant.parse(at));
        }
    }

    private void lift(String at) throws SQLException {
        inTransaction(tx -> tombstones.lift(tx, Subject.contact(person), Instant.parse(at)));
    }

    private void append(FeedRecord... records) throws SQLException {
        inTransaction(tx -> persons.append(tx, List.of(records)));
    }

    private void deadLetter(String type, String subject, Object data, String error) throws SQLException {
        var event = new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/test",
                type,
                subject,
                REQUESTED,
                FeedJson.MAPPER.valueToTree(data));
        inTransaction(tx -> {
            try (var insert = tx.prepareStatement("INSERT INTO feed_dead_letter (feed, event_id, subject, event, error)"
                    + " VALUES ('test', ?, ?, ?::json, ?)")) {
                insert.setString(1, event.id());
                insert.setString(2, subject);
                insert.setString(3, write(event));
                insert.setString(4, error);
                insert.executeUpdate();
            }
        });
    }

    private static String write(Object value) {
        return FeedJson.MAPPER.valueToTree(value).toString();
    }

    private interface Work {
        void run(Connection tx) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            try {
                work.run(tx);
                tx.commit();
            } finally {
                tx.rollback();
                tx.setAutoCommit(true);
            }
        }
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
}
