package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StageSweepIT extends JourneyServiceIT {

    @Inject
    StageSweep sweep;

    @Test
    void silenceMovesAPublishedStageOnceAndLeavesTheStateAlone() throws SQLException {
        silentBuyer();
        List<String> states = rows("SELECT state::text FROM account_stage");

        assertThat(sweep.run(Instant.now())).isEqualTo(1);
        assertThat(rows("SELECT stage FROM account_stage")).containsExactly("DORMANT");
        assertThat(rows("SELECT state::text FROM account_stage")).isEqualTo(states);
        assertThat(rows("SELECT to_stage, reason FROM stage_transition ORDER BY revision DESC LIMIT 1"))
                .containsExactly("DORMANT|SILENCE");
        assertThat(rows("""
                SELECT type, payload ->> 'stage', payload ->> 'to' FROM feed_stages ORDER BY xid DESC, seq DESC LIMIT 2""")).containsExactly("stage.belief-updated|DORMANT|null", "stage.transitioned|null|DORMANT");
        assertThat(get("/v1/accounts/A/journey").path("stage").asText()).isEqualTo("DORMANT");

        List<String> told = rows("SELECT * FROM feed_stages");
        assertThat(sweep.run(Instant.now())).isZero();
        assertThat(sweep.run(Instant.now().plus(Duration.ofDays(2)))).isZero();
        assertThat(rows("SELECT * FROM feed_stages")).isEqualTo(told);
    }

    @Test
    void whatTheSweepHasToldIsNotToldAgainByTheNextEvent() throws SQLException {
        silentBuyer();
        sweep.run(Instant.now());
        List<String> swept = rows("SELECT * FROM stage_transition ORDER BY revision");
        batch(order("back", "A", daysAgo(0).minusSeconds(60), 1));

        List<String> after = rows("SELECT from_stage, to_stage, reason FROM stage_transition ORDER BY revision");
        assertThat(after.subList(swept.size(), after.size()))
                .allSatisfy(transition ->
                        assertThat(transition).startsWith("DORMANT").endsWith("EVENT"));
        assertThat(rows("SELECT state -> 'h' ->> 0 FROM account_stage"))
                .isEqualTo(rows("SELECT stage FROM account_stage"));
    }

    @Test
    void anEventFromBeforeTheSweepTakesBackWhatSilenceHadMoved() throws SQLException {
        silentBuyer();
        sweep.run(Instant.now());
        batch(order("late", "A", daysAgo(850), 1));

        assertThat(rows("SELECT from_stage, reason FROM stage_transition ORDER BY revision DESC LIMIT 1"))
                .containsExactly("DORMANT|REPLAY");
        assertThat(sweep.run(Instant.now())).isEqualTo(1);
        assertThat(rows("SELECT stage FROM account_stage")).containsExactly("DORMANT");
    }

    @Test
    void anotherPodsSweepIsLeftAlone() throws SQLException {
        silentBuyer();
        try (Connection other = database.getConnection();
                var sql = other.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtextextended('stage sweep', 0))");
            assertThat(sweep.run(Instant.now())).isZero();
            sql.execute("SELECT pg_advisory_unlock(hashtextextended('stage sweep', 0))");
        }
        assertThat(sweep.run(Instant.now())).isEqualTo(1);
    }

    private static void silentBuyer() {
        for (int i = 0; i < 5; i++) {
            batch(order("order-" + i, "A", daysAgo(900 - 10 * i), 1));
        }
    }
}
