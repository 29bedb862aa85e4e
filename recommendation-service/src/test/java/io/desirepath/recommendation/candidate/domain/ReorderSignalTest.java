package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.reorder.domain.Intervals;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import io.desirepath.recommendation.reorder.domain.ReorderForecast;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReorderSignalTest {

    @Test
    void itIsDueWhenTheUsualIntervalIsNearlyOver() {
        assertThat(isDue(88, 58, 28)).as("28 of 30 days").isTrue();
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
        assertThat(score(9, 8, 7, 6, 5, 4, 3)).isBetween(0.3, 0.999);
    }

    private static boolean isDue(int... daysAgo) {
        ProductHistory history = history(daysAgo);
        return signal(history).isDue(history);
    }

    private static double score(int... daysAgo) {
        return signal(history(daysAgo)).score();
    }

    private static ReorderSignal signal(ProductHistory history) {
        ReorderForecast forecast = ReorderForecast.of(history, Intervals.of(List.of(history)), ProductIntervals.NONE);
        return ReorderSignal.of(history, forecast, Shop.NOW);
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
