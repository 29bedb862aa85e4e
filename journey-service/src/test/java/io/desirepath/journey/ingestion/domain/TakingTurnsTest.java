package io.desirepath.journey.ingestion.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TakingTurnsTest {

    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;

    private final TakingTurns turns = new TakingTurns(Duration.ofMillis(250), Duration.ofSeconds(30));

    @Test
    void crowdsWithoutABreakAreOnlyAcceptedAfterAWhile() {
        crowds(0, 249, 10, 10);
        assertThat(turns.recordsAtOnce(249 * MILLI)).isTrue();
        crowds(249, 260, 10, 10);
        assertThat(turns.recordsAtOnce(260 * MILLI)).isFalse();
        assertThat(turns.recordsAtOnce(500 * MILLI)).as("a break").isTrue();
    }

    @Test
    void halfOfTheTimeIsNotTooMuchAndNineTenthsAre() {
        crowds(0, 5000, 10, 20);
        assertThat(turns.recordsAtOnce(5000 * MILLI)).isTrue();
        crowds(5000, 10_000, 18, 20);
        assertThat(turns.recordsAtOnce(10_000 * MILLI)).isFalse();
    }

    @Test
    void whoSendsOneCallAfterAnotherIsNoCrowd() {
        for (long now = 0; now < 10 * SECOND; now += 10 * MILLI) {
            turns.recordedAtOnce(1 + (int) (now / MILLI / 10 % 2), now, now + 10 * MILLI);
            assertThat(turns.recordsAtOnce(now + 10 * MILLI)).isTrue();
        }
    }

    @Test
    void withoutPatienceEverythingIsOnlyAccepted() {
        var impatient = new TakingTurns(Duration.ZERO, Duration.ofSeconds(30));

        assertThat(impatient.recordsAtOnce(0)).isFalse();
        assertThat(impatient.recordsAtOnce(SECOND)).isFalse();
    }

    @Test
    void recordingRestsWhileMoreComesThanHalfOfWhatItCanRecord() {
        recordedASecond(4000);

        arriving(1900, 0, 5 * SECOND);
        assertThat(turns.mayRecord(5 * SECOND)).isTrue();
        arriving(2100, 5 * SECOND, 10 * SECOND);
        assertThat(turns.mayRecord(10 * SECOND)).isFalse();
        assertThat(turns.mayRecord(10 * SECOND + 200 * MILLI))
                .as("fewer since then")
                .isTrue();
    }

    @Test
    void howFastItRecordsIsTriedBeforeItRests() {
        arriving(100_000, 0, SECOND);
        assertThat(turns.mayRecord(SECOND)).as("nothing is known").isTrue();

        turns.recorded(1000, SECOND / 2);
        assertThat(turns.mayRecord(SECOND)).isFalse();
    }

    @Test
    void itDoesNotRestForEver() {
        recordedASecond(1000);
        long now = 0;
        long began = -1;
        while (now < 100 * SECOND) {
            turns.accepted(100, now);
            now += 10 * MILLI;
            if (!turns.mayRecord(now)) {
                began = began < 0 ? now : began;
                assertThat(now - began).isLessThan(30 * SECOND);
            } else if (began >= 0) {
                assertThat(now - began).isGreaterThanOrEqualTo(30 * SECOND);
            }
        }
        assertThat(began).isNotNegative();
        assertThat(turns.mayRecord(now + 60 * SECOND)).isTrue();
        turns.accepted(10_000, now + 60 * SECOND);
        assertThat(turns.mayRecord(now + 60 * SECOND)).as("a new burst").isFalse();
    }

    /** Crowds that take so many milliseconds of every so many to record. */
    private void crowds(long from, long until, long take, long of) {
        for (long now = from; now < until; now += of) {
            turns.recordedAtOnce(3, now * MILLI, Math.min(now + take, until) * MILLI);
        }
    }

    private void arriving(int eventsASecond, long from, long until) {
        for (long now = from; now < until; now += 10 * MILLI) {
            turns.accepted(eventsASecond / 100, now);
        }
    }

    private void recordedASecond(int events) {
        for (int i = 0; i < 100; i++) {
            turns.recorded(events, SECOND);
        }
    }
}
