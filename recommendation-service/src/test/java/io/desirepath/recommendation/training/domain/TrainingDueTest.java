package io.desirepath.recommendation.training.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrainingDueTest {

    private static final Instant NOW = Instant.parse("2026-10-02T08:00:00Z");

    private final TrainingDue due = new TrainingDue(Duration.ofSeconds(2), Duration.ofSeconds(60));

    @Test
    void withoutOrdersNothingIsDue() {
        assertThat(due.isDue(0, 0, null, NOW)).isFalse();
    }

    @Test
    void theFirstOrdersAreDueOnceTheyPause() {
        assertThat(due.isDue(0, 1, NOW.minusMillis(1999), NOW)).isFalse();
        assertThat(due.isDue(0, 1, NOW.minusMillis(2000), NOW)).isTrue();
    }

    @Test
    void moreThanFiftyNewOrdersAreDueInASmallShop() {
        assertThat(due.isDue(400, 450, Instant.EPOCH, NOW)).isFalse();
        assertThat(due.isDue(400, 451, Instant.EPOCH, NOW)).isTrue();
    }

    @Test
    void moreThanATenthIsDueInALargeOne() {
        assertThat(due.isDue(10_000, 11_000, Instant.EPOCH, NOW)).isFalse();
        assertThat(due.isDue(10_000, 11_001, Instant.EPOCH, NOW)).isTrue();
    }

    @Test
    void aYoungShopDoesNotWaitForFifty() {
        assertThat(due.isDue(3, 6, Instant.EPOCH, NOW)).isFalse();
        assertThat(due.isDue(3, 7, Instant.EPOCH, NOW)).isTrue();
    }

    @Test
    void ordersThatNeverPauseAreDueWhenPatienceEnds() {
        assertThat(due.isDue(0, 100, NOW, NOW)).isFalse();
        Instant later = NOW.plusSeconds(60);
        assertThat(due.isDue(0, 9000, later, later.minusMillis(1))).isFalse();
        assertThat(due.isDue(0, 9000, later, later)).isTrue();
    }

    @Test
    void patienceBeginsAnewAfterATraining() {
        assertThat(due.isDue(0, 100, NOW, NOW)).isFalse();
        assertThat(due.isDue(100, 100, NOW, NOW.plusSeconds(50))).isFalse();
        Instant later = NOW.plusSeconds(70);
        assertThat(due.isDue(100, 300, later, later)).isFalse();
    }
}
