package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import org.junit.jupiter.api.Test;

class ReorderSignalTest {

    @Test
    void itIsDueWhenTheUsualIntervalIsNearlyOver() {
        assertThat(isDue(85, 55, 25)).as("25 of 30 days").isTrue();
        assertThat(isDue(70, 40, 10)).as("10 of 30 days").isFalse();
    }

    @Test
    void longOverdueIsLapsedNotDue() {
        assertThat(isDue(180, 150, 120)).as("120 of 30 days").isFalse();
    }

    @Test
    void oneIntervalIsNoHabit() {
        assertThat(isDue(60, 30)).isFalse();
    }

    @Test
    void theScoreRisesTowardsTheDueDateAndFallsLongAfterIt() {
        double early = score(70, 40, 10);
        double due = score(95, 65, 35);
        double lapsed = score(240, 210, 180);

        assertThat(due).isGreaterThan(early);
        assertThat(due).isGreaterThan(lapsed);
    }

    @Test
    void scoresStayBetweenZeroAndOne() {
        assertThat(score(0)).isBetween(0.001, 1d);
        assertThat(score(5000)).isBetween(0d, 0.001);
        assertThat(score(9, 8, 7, 6, 5, 4, 3)).isBetween(0.8, 0.999);
    }

    private static boolean isDue(int... daysAgo) {
        ProductHistory history = history(daysAgo);
        return ReorderSignal.of(history, Shop.NOW).isDue(history);
    }

    private static double score(int... daysAgo) {
        return ReorderSignal.of(history(daysAgo), Shop.NOW).score();
    }

    private static ProductHistory history(int... daysAgo) {
        return new Shop()
                .sells("A")
                .bought("A", daysAgo)
                .request()
                .account()
                .history()
                .getFirst();
    }
}
