package io.desirepath.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class WholeWeeksTest {

    private static final long YEAR_2000 = 946_684_800L;
    private static final long YEAR_2100 = 4_102_444_800L;

    @Property
    void theLastEventEndsUpWithinTheSevenDaysBeforeNow(
            @ForAll @LongRange(min = YEAR_2000, max = YEAR_2100) long last,
            @ForAll @IntRange(max = 999_999_999) int lastNanos,
            @ForAll @LongRange(min = YEAR_2000, max = YEAR_2100) long now,
            @ForAll @IntRange(max = 999_999_999) int nowNanos) {
        Instant event = Instant.ofEpochSecond(last, lastNanos);
        Instant present = Instant.ofEpochSecond(now, nowNanos);

        Duration shift = WholeWeeks.toEndWithinLastSevenDays(event, present);

        assertThat(shift.toNanos() % Duration.ofDays(7).toNanos()).isZero();
        assertThat(event.plus(shift)).isBeforeOrEqualTo(present).isAfter(present.minus(Duration.ofDays(7)));
        assertThat(event.plus(shift).atOffset(ZoneOffset.UTC).getDayOfWeek())
                .isEqualTo(event.atOffset(ZoneOffset.UTC).getDayOfWeek());
    }

    @Example
    void anEventOfJustNowStaysWhereItIs() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");

        assertThat(WholeWeeks.toEndWithinLastSevenDays(now, now)).isZero();
    }
}
