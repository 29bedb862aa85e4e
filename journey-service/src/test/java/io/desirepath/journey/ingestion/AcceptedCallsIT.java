package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.service.lock.AdvisoryLock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is recorded as long as another pod seems to be at it; meanwhile everything that comes is accepted. */
@QuarkusTest
class AcceptedCallsIT extends JourneyServiceIT {

    @Inject
    AcceptedCalls accepted;

    @Inject
    RecordAccepted recordAccepted;

    @Inject
    TakeCalls calls;

    private AdvisoryLock otherPod;

    @BeforeEach
    void anotherPodRecords() throws Exception {
        Optional<AdvisoryLock> lock = Optional.empty();
        while (lock.isEmpty()) {
            lock = AdvisoryLock.tryTake(database, "accepted calls");
        }
        otherPod = lock.get();
        byte[] first = event("first", "Product Viewed", "Z", daysAgo(1)).getBytes(UTF_8);
        accepted.accept(List.of(calls.readAgain(new SentCall(null, CallType.TRACK, first, true, Instant.now()))));
    }

    @AfterEach
    void nothingWaits() throws Exception {
        letRecord();
        eventually(() -> assertThat(accepted.noneKnown()).isTrue());
    }

    @Test
    void whoComesWhileOthersWaitIsAnsweredAndRecordedLater() throws Exception {
        Instant before = Instant.now();
        post("/v1/track", event("m-1", "Product Viewed", "A", daysAgo(2))).statusCode(200);
        batch(event("m-2", "Product Viewed", "A", daysAgo(2)), "{\"messageId\":\"m-3\"}");
        Instant after = Instant.now();

        assertThat(rows("SELECT message_id FROM activity")).isEmpty();
        assertThat(rows("SELECT type, events FROM accepted_call ORDER BY number"))
                .containsExactly("TRACK|1", "TRACK|1", "null|2");

        letRecord();

        eventually(() -> assertThat(count("accepted_call")).isZero());
        assertThat(rows(
                        "SELECT message_id FROM activity WHERE account_id = 'A' AND received_at >= '%s' AND received_at <= '%s' ORDER BY 1"
                                .formatted(before.minusMillis(1), after)))
                .containsExactly("m-1", "m-2");
        assertThat(rows("SELECT message_id, reason FROM reject")).containsExactly("m-3|NO_EVENT");
        assertThat(rows("SELECT events FROM account_stage WHERE account_id = 'A'"))
                .containsExactly("2");
    }

    @Test
    void whatCannotBeAcceptedIsRefusedAsEver() {
        post("/v1/track", "{").statusCode(400);
        post("/v1/batch", "{\"batch\":1}").statusCode(400);
        call().contentType("application/json")
                .header("X-Strict-Mode", "1")
                .body("{\"messageId\":\"m-1\"}")
                .post("/v1/track")
                .then()
                .statusCode(400);

        assertThat(count("accepted_call")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatWasAcceptedInAnyOrderAndTwiceEndsInTheSameState(long seed) throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String account = i % 3 == 0 ? "A" : "B";
            events.add(
                    i % 9 == 0
                            ? order("m-" + i, account, daysAgo(200 - i), 2)
                            : event(
                                    "m-" + i,
                                    i % 4 == 0 ? "Quote Requested" : "Product Viewed",
                                    account,
                                    daysAgo(200 - i)));
        }
        letRecord();
        eventually(() -> assertThat(count("accepted_call")).isZero());
        emptyTheDatabase();
        importLines(events);
        List<String> inOrder = journeys();
        emptyTheDatabase();
        anotherPodRecords();

        Collections.shuffle(events, new Random(seed));
        batch(events.subList(0, 30));
        importLines(events.subList(20, 40));
        events.subList(10, 60).forEach(event -> post("/v1/track", event).statusCode(200));
        batch(events.subList(50, 80));
        assertThat(count("activity")).isEqualTo(20);
        letRecord();

        eventually(() -> assertThat(count("accepted_call")).isZero());
        assertThat(count("activity")).isEqualTo(81);
        execute("DELETE FROM account_stage WHERE account_id = 'Z'");
        assertThat(journeys()).isEqualTo(inOrder);
    }

    @Test
    void whatAnotherPodLeftBehindIsRecorded() throws Exception {
        letRecord();
        eventually(() -> assertThat(count("accepted_call")).isZero());

        insert("{\"batch\":[" + event("left", "Product Viewed", "A", daysAgo(1)) + "]}", Instant.now());

        eventually(() -> assertThat(rows("SELECT message_id FROM activity WHERE account_id = 'A'"))
                .containsExactly("left"));
        assertThat(count("accepted_call")).isZero();
    }

    @Test
    void whatCannotBeRecordedIsListedAndHoldsNothingUp() throws Exception {
        asOwner("""
                CREATE FUNCTION refuse_bad() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = 'check_violation'; END $$""");
        asOwner("CREATE TRIGGER refuse_bad BEFORE INSERT ON activity FOR EACH ROW"
                + " WHEN (NEW.message_id = 'bad') EXECUTE FUNCTION refuse_bad()");
        try {
            batch(
                    event("good", "Product Viewed", "A", daysAgo(1)),
                    event("bad", "Product Viewed", "A", daysAgo(1)),
                    "{\"messageId\":\"unusable\"}");
            insert("no JSON any more", Instant.now());
            post("/v1/track", event("next", "Product Viewed", "A", daysAgo(1))).statusCode(200);

            letRecord();

            eventually(() -> assertThat(count("accepted_call")).isZero());
        } finally {
            asOwner("DROP FUNCTION refuse_bad CASCADE");
        }
        assertThat(rows("SELECT message_id FROM activity WHERE account_id = 'A' ORDER BY 1"))
                .containsExactly("good", "next");
        assertThat(rows("SELECT message_id, reason FROM reject ORDER BY 1"))
                .containsExactly("bad|NOT_RECORDED", "unusable|NO_EVENT", "null|NOT_RECORDED");
    }

    @Test
    void whoForgetsWaitsUntilNothingFromBeforeIsLeft() throws Exception {
        CompletableFuture<Long> done = CompletableFuture.supplyAsync(() -> {
            try {
                return recordAccepted.untilNow();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(done).isNotDone();
        letRecord();

        done.get(10, TimeUnit.SECONDS);
        assertThat(rows("SELECT message_id FROM activity")).contains("first");
    }

    private void letRecord() throws SQLException {
        if (otherPod != null) {
            otherPod.close();
            otherPod = null;
        }
    }

    private void insert(String body, Instant receivedAt) throws SQLException {
        execute("INSERT INTO accepted_call (by_server, received_at, events, body) VALUES (true, '%s', 2, '%s')"
                .formatted(receivedAt, body));
    }

    private static void asOwner(String sql) throws SQLException {
        Config config = ConfigProvider.getConfig();
        try (Connection c = DriverManager.getConnection(
                        config.getValue("DESIREPATH_DATABASE_URL", String.class),
                        config.getValue("DESIREPATH_DATABASE_OWNER_USERNAME", String.class),
                        config.getValue("DESIREPATH_DATABASE_OWNER_PASSWORD", String.class));
                Statement statement = c.createStatement()) {
            statement.execute(sql);
        }
    }
}
