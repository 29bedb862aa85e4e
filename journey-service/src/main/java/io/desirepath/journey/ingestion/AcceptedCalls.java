package io.desirepath.journey.ingestion;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Calls that were answered and are not recorded yet. */
@Singleton
class AcceptedCalls {

    private static final String ACCEPT = """
            INSERT INTO accepted_call (type, by_server, received_at, events, body)
            SELECT * FROM unnest(?::text[], ?::boolean[], ?::timestamptz[], ?::integer[], ?::bytea[])""";

    // As many as fill a transaction, one at least.
    private static final String OLDEST = """
            SELECT number, type, by_server, received_at, body FROM accepted_call WHERE number IN (
                SELECT number
                FROM (SELECT number, sum(events) OVER (ORDER BY number) - events AS before
                      FROM (SELECT number, events FROM accepted_call ORDER BY number LIMIT ?) AS first) AS counted
                WHERE before < ?)
            ORDER BY number""";

    private static final String REMOVE = "DELETE FROM accepted_call WHERE number = ANY (?::bigint[])";

    private static final String NEWEST = "SELECT coalesce(max(number), 0) FROM accepted_call";

    private static final String ANY_UNTIL =
            "SELECT count(*) FROM (SELECT FROM accepted_call WHERE number <= ? LIMIT 1) AS one";

    private final DataSource database;
    private final AcceptingConfig config;
    private final Semaphore news = new Semaphore(0);
    private final AtomicLong groups = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private volatile long groupsWhenEmpty;

    AcceptedCalls(DataSource database, AcceptingConfig config, MeterRegistry metrics) {
        this.database = database;
        this.config = config;
        Gauge.builder("desirepath.ingestion.waiting", events::get)
                .description("Events that this pod has accepted, and of which it does not know that they are recorded")
                .register(metrics);
    }

    /** Keeps calls as they were sent; they are committed when this returns. */
    void accept(List<Submission> submissions) throws SQLException {
        List<SentCall> calls = submissions.stream()
                .map(submission -> Objects.requireNonNull(submission.sent(), "not a call"))
                .toList();
        try (Connection c = database.getConnection();
                PreparedStatement insert = c.prepareStatement(ACCEPT)) {
            text(insert, 1, calls, call -> name(call.type()));
            text(insert, 2, calls, call -> Boolean.toString(call.fromServer()));
            text(insert, 3, calls, call -> call.receivedAt().toString());
            text(insert, 4, submissions, submission -> Integer.toString(submission.size()));
            byte[][] bodies = calls.stream().map(SentCall::body).toArray(byte[][]::new);
            insert.setArray(5, c.createArrayOf("bytea", bodies));
            insert.executeUpdate();
            events.addAndGet(submissions.stream().mapToLong(Submission::size).sum());
        } finally {
            groups.incrementAndGet();
            news.release();
        }
    }

    /** The first calls, as many as have so many events, one at least. */
    List<SentCall> oldest(int events) throws SQLException {
        List<SentCall> calls = new ArrayList<>();
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(OLDEST)) {
            select.setInt(1, events);
            select.setInt(2, events);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                String type = rows.getString("type");
                calls.add(new SentCall(
                        rows.getLong("number"),
                        type == null ? null : CallType.valueOf(type),
                        rows.getBytes("body"),
                        rows.getBoolean("by_server"),
                        rows.getObject("received_at", OffsetDateTime.class).toInstant()));
            }
        }
        return calls;
    }

    /** Whether this pod knows of none. */
    boolean noneKnown() {
        return groupsWhenEmpty == groups.get();
    }

    /** Whether more may wait. */
    boolean hasRoom() {
        return events.get() < config.mostWaiting();
    }

    /** Returns when this pod accepts something, or after a while. */
    void await(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            news.drainPermits();
        }
    }

    /** Whether any wait, whichever pod accepted them. */
    boolean any() throws SQLException {
        long before = groups.get();
        boolean any = anyUntil(Long.MAX_VALUE);
        if (!any) {
            groupsWhenEmpty = before;
            events.set(0);
        }
        return any;
    }

    /** So many events are recorded now. */
    void recorded(int count) {
        events.updateAndGet(waiting -> Math.max(0, waiting - count));
    }

    /** Once the transaction is committed they are recorded. */
    void remove(Connection tx, List<Long> numbers) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(REMOVE)) {
            delete.setArray(1, tx.createArrayOf("bigint", numbers.toArray()));
            delete.executeUpdate();
        }
    }

    /** The number of the newest call; 0 if there is none. */
    long newest() throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(NEWEST)) {
            return number(select);
        }
    }

    boolean anyUntil(long number) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(ANY_UNTIL)) {
            select.setLong(1, number);
            return number(select) > 0;
        }
    }

    private static long number(PreparedStatement select) throws SQLException {
        ResultSet row = select.executeQuery();
        row.next();
        return row.getLong(1);
    }

    private static @Nullable String name(@Nullable CallType type) {
        return type == null ? null : type.name();
    }

    private static <T> void text(
            PreparedStatement statement, int index, List<T> rows, Function<T, @Nullable String> column)
            throws SQLException {
        String[] values = rows.stream().map(column).toArray(String[]::new);
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}
