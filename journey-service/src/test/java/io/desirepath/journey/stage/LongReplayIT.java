package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes so late that more than a transaction should must be walked again. */
@QuarkusTest
class LongReplayIT extends JourneyServiceIT {
    private static final int EVENTS = 640;
    private static final int LATE = 20;
    private static final int STILL_LATER = 18;
    private static final String VERSIONS = "SELECT account_id, model_version FROM account_stage ORDER BY account_id";

    @Inject
    ReplayBeliefs beliefs;

    @Inject
    CurrentModel models;

    @Test
    void aLateEventFarBackIsFollowedInTheBackgroundAndTheJourneySaysSo() throws Exception {
        batch(events("B", i -> true));
        batch(events("A", i -> i != LATE && i != STILL_LATER && i < EVENTS - 1));
        try (Connection other = database.getConnection();
                var sql = other.createStatement()) {
            // Nobody replays meanwhile.
            sql.execute("SELECT pg_advisory_lock(hashtextextended('stage replay', 0))");
            List<String> told = rows("SELECT * FROM feed_stages WHERE aggregateid = 'A'");
            batch(event("A", LATE));
            assertThat(rows(VERSIONS)).containsExactly("A|b2b-expert-1+behind", "B|b2b-expert-1");
            assertThat(get("/v1/accounts/A/journey").path("replaying").asBoolean())
                    .isTrue();
            batch(event("A", EVENTS - 1));
            batch(event("A", STILL_LATER));
            batch(event("no-evidence", "Something Of Our Own", "A", daysAgo(1)));
            assertThat(rows(VERSIONS)).containsExactly("A|b2b-expert-1+behind", "B|b2b-expert-1");
            assertThat(rows("SELECT * FROM feed_stages WHERE aggregateid = 'A'"))
                    .isEqualTo(told);
            assertThat(rows("SELECT events FROM stage_checkpoint WHERE account_id = 'A'"))
                    .as("what has not seen the late ones is of no use")
                    .isEmpty();
            assertSameAnswer();
            sql.execute("SELECT pg_advisory_unlock(hashtextextended('stage replay', 0))");
        }
        eventually(() -> assertThat(rows(VERSIONS)).containsExactly("A|b2b-expert-1", "B|b2b-expert-1"));

        assertThat(get("/v1/accounts/A/journey").has("replaying")).isFalse();
        assertSameAnswer();
        assertThat(journeyOf("A")).isEqualTo(journeyOf("B"));
        assertToldOnce();
        List<String> told = rows("SELECT * FROM feed_stages");
        assertThat(beliefs.run(models.get(), () -> false)).isZero();
        assertThat(rows("SELECT * FROM feed_stages")).isEqualTo(told);
    }

    @Test
    void onlyWhatComesAfterTheLastCheckpointThatIsRightIsWalkedAgain() throws Exception {
        batch(events("B", i -> true));
        batch(events("A", i -> i != 70));
        List<String> kept = rows("SELECT events, xmin FROM stage_checkpoint WHERE account_id = 'A' AND events <= 64");
        batch(event("A", 70));
        eventually(() -> assertThat(rows(VERSIONS)).containsExactly("A|b2b-expert-1", "B|b2b-expert-1"));

        assertThat(journeyOf("A")).isEqualTo(journeyOf("B"));
        assertThat(rows("SELECT events, xmin FROM stage_checkpoint WHERE account_id = 'A' AND events <= 64"))
                .isEqualTo(kept)
                .hasSize(2);
    }

    @Test
    void whatIsLateByLessIsFollowedAtOnce() {
        batch(events("B", i -> true));
        batch(events("A", i -> i != 200));
        batch(event("A", 200));

        assertThat(rows(VERSIONS)).containsExactly("A|b2b-expert-1", "B|b2b-expert-1");
        assertThat(journeyOf("A")).isEqualTo(journeyOf("B"));
    }

    @Test
    void aReplayThatDiesLeavesTheJourneyToTheNext() throws Exception {
        batch(events("B", i -> true));
        batch(events("A", i -> i != LATE));
        try (Connection other = database.getConnection();
                var sql = other.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtextextended('stage replay', 0))");
            batch(event("A", LATE));
            // Whoever dies rolls back: here the row to write is held by another for longer than a transaction may last.
            other.setAutoCommit(false);
            sql.execute("SET LOCAL transaction_timeout = 0");
            sql.execute("SELECT 1 FROM account_stage WHERE account_id = 'A' FOR UPDATE");
            assertThat(beliefs.run(models.get(), () -> false)).isZero();
            other.rollback();
            other.setAutoCommit(true);
            assertThat(rows(VERSIONS)).containsExactly("A|b2b-expert-1+behind", "B|b2b-expert-1");
            assertThat(beliefs.run(models.get(), () -> false)).isOne();
            sql.execute("SELECT pg_advisory_unlock(hashtextextended('stage replay', 0))");
        }
        assertThat(journeyOf("A")).isEqualTo(journeyOf("B"));
        assertToldOnce();
    }

    /** Answers are to the minute, and one may have begun in between. */
    private static void assertSameAnswer() {
        JsonNode late = get("/v1/accounts/A/journey").path("probabilities");
        JsonNode inOrder = get("/v1/accounts/B/journey").path("probabilities");
        for (Stage stage : Stage.values()) {
            assertThat(late.path(stage.name()).asDouble())
                    .isCloseTo(inOrder.path(stage.name()).asDouble(), within(1e-6));
        }
    }

    /** State and checkpoints, without what says whose they are. */
    private List<String> journeyOf(String account) {
        return rows("""
                SELECT events, observed_at, replace(state::text, '%1$s-', '') FROM account_stage WHERE account_id = '%1$s'
                UNION ALL
                SELECT events, to_timestamp(minute * 60), replace(state::text, '%1$s-', '') FROM stage_checkpoint
                WHERE account_id = '%1$s'
                ORDER BY 1, 3""".formatted(account));
    }

    /** Each transition leaves the stage that the one before it entered, and the replay tells one at most. */
    private void assertToldOnce() {
        assertThat(rows("""
                SELECT revision FROM (
                    SELECT revision, from_stage, lag(to_stage) OVER (ORDER BY revision) AS entered
                    FROM stage_transition WHERE account_id = 'A') AS told
                WHERE from_stage IS DISTINCT FROM entered""")).isEmpty();
        assertThat(rows("SELECT count(*) <= 1 FROM stage_transition WHERE account_id = 'A' AND reason = 'REPLAY'"))
                .containsExactly("t");
        assertThat(rows("SELECT count(*) FROM feed_stages WHERE aggregateid = 'A' AND type = 'stage.transitioned'"))
                .isEqualTo(rows("SELECT count(*) FROM stage_transition WHERE account_id = 'A'"));
    }

    private static List<String> events(String account, java.util.function.IntPredicate which) {
        return IntStream.range(0, EVENTS)
                .filter(which)
                .mapToObj(i -> event(account, i))
                .toList();
    }

    private static String event(String account, int number) {
        Instant at = daysAgo(EVENTS / 2 + 10).plusSeconds(12 * 3600L * number + 60L * (number % 50));
        String event = number % 40 == 39 ? "Quote Requested" : number % 9 == 8 ? "Products Searched" : "Product Viewed";
        return event("%s-%04d".formatted(account, number), event, account, at);
    }
}
