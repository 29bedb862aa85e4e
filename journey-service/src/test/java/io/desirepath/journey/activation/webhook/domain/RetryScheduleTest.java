package io.desirepath.journey.activation.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Duration LONGEST = Duration.ofHours(6).multipliedBy(5).dividedBy(4);

    @Property(tries = 300)
    void delaysGrowWithJitterAndAddUpToThreeDays(@ForAll long seed, @ForAll @IntRange(max = 20_000) int sending) {
        List<Duration> delays = delays(new RetrySchedule(new Random(seed)), Duration.ofMillis(sending), Duration.ZERO);

        assertThat(delays.getFirst()).isBetween(Duration.ofMillis(3750), Duration.ofMillis(6250));
        for (int i = 1; i < delays.size() - 1; i++) {
            // Three times as much, a quarter less over a quarter more, until the longest is reached.
            Duration least = delays.get(i - 1).multipliedBy(9).dividedBy(5);
            assertThat(delays.get(i))
                    .isGreaterThanOrEqualTo(
                            least.compareTo(Duration.ofMinutes(270)) < 0
                                    ? least.minusMillis(3)
                                    : Duration.ofMinutes(270))
                    .isLessThanOrEqualTo(LONGEST);
        }
        Duration all = delays.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all.plusMillis((long) sending * delays.size()))
                .isBetween(Duration.ofDays(3).minusMillis(sending), Duration.ofDays(3));
        assertThat(delays).hasSizeBetween(17, 25);
    }

    @Property(tries = 300)
    void whatTheReceiverAsksForIsGrantedUpToSixHours(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 30) int attempts,
            @ForAll @LongRange(max = 1_000_000) long asked) {
        Duration without = new RetrySchedule(new Random(seed))
                .next(attempts, Duration.ZERO, Duration.ZERO)
                .orElseThrow();
        Duration with = new RetrySchedule(new Random(seed))
                .next(attempts, Duration.ZERO, Duration.ofSeconds(asked))
                .orElseThrow();

        assertThat(with).isGreaterThanOrEqualTo(without).isLessThanOrEqualTo(LONGEST);
        if (asked <= Duration.ofHours(6).toSeconds()) {
            assertThat(with).isGreaterThanOrEqualTo(Duration.ofSeconds(asked));
        }
    }

    @Test
    void afterThreeDaysItIsOver() {
        var schedule = new RetrySchedule(new Random(1));

        assertThat(schedule.next(1, Duration.ofDays(3), Duration.ofHours(1))).isEmpty();
        assertThat(schedule.next(9, Duration.ofDays(3).minusSeconds(7), Duration.ofHours(1)))
                .as("the last attempt is made when the time is over")
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void secondsAndDatesAreUnderstood() {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(RetryAfter.parse("120", now)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Sat, 31 Jan 2026 12:00:30 GMT", now)).isEqualTo(Duration.ofSeconds(30));
        for (String none : new String[] {null, "", "-5", "soon", "99999999999", "Sat, 31 Jan 2026 11:00:00 GMT"}) {
            assertThat(RetryAfter.parse(none, now)).as(none).isEqualTo(Duration.ZERO);
        }
    }

    private static List<Duration> delays(RetrySchedule schedule, Duration sending, Duration asked) {
        List<Duration> delays = new ArrayList<>();
        Duration clock = sending;
        for (int attempts = 1; ; attempts++) {
            Optional<Duration> next = schedule.next(attempts, clock, asked);
            if (next.isEmpty()) {
                return delays;
            }
            delays.add(next.get());
            clock = clock.plus(next.get()).plus(sending);
        }
    }
}
