package io.desirepath.journey.ingestion.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTimeTest {

    private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00.123456Z");

    @Test
    void withoutATimestampAnEventHappenedWhenItArrived() {
        assertThat(EventTime.of(null, null, RECEIVED)).isEqualTo("2026-03-01T12:00:00.123Z");
        assertThat(EventTime.of(null, RECEIVED.minusSeconds(900), RECEIVED)).isEqualTo("2026-03-01T12:00:00.123Z");
    }

    @Test
    void aTimestampIsFlooredToMilliseconds() {
        assertThat(EventTime.of(Instant.parse("2026-02-01T08:26:01.999999Z"), null, RECEIVED))
                .isEqualTo("2026-02-01T08:26:01.999Z");
    }

    @Test
    void aClockThatIsAnHourAheadIsSetRight() {
        Instant happened = RECEIVED.minusSeconds(40);
        Duration ahead = Duration.ofHours(1);

        Instant at = EventTime.of(happened.plus(ahead), RECEIVED.plus(ahead), RECEIVED);

        assertThat(at).isEqualTo("2026-03-01T11:59:20.123Z");
    }

    @Test
    void timesBefore2000OrMoreThanADayAheadAreNotBelieved() {
        assertThat(EventTime.isCredible(RECEIVED.plus(Duration.ofHours(24)), RECEIVED))
                .isTrue();
        assertThat(EventTime.isCredible(RECEIVED.plus(Duration.ofHours(24)).plusMillis(1), RECEIVED))
                .isFalse();
        assertThat(EventTime.isCredible(Instant.parse("2000-01-01T00:00:00Z"), RECEIVED))
                .isTrue();
        assertThat(EventTime.isCredible(Instant.parse("1999-12-31T23:59:59Z"), RECEIVED))
                .isFalse();
    }
}
