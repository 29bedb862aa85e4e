package io.desirepath.service.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    @Property
    void whatItReadsIsWhatTheFormatterReads(
            @ForAll @LongRange(min = 0, max = 253_402_300_799L) long second,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nanos) {
        String text = Instant.ofEpochSecond(second, nanos).toString();
        assertThat(UtcTime.parse(text))
                .isEqualTo(OffsetDateTime.parse(text, DateTimeFormatter.ISO_DATE_TIME)
                        .toInstant());
    }

    @Test
    void decimalsAreOfTheSecond() {
        assertThat(UtcTime.parse("2026-01-31T12:00:00Z")).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(UtcTime.parse("2026-01-31T12:00:00.5Z")).isEqualTo("2026-01-31T12:00:00.500Z");
        assertThat(UtcTime.parse("2026-01-31T12:00:00.000000001Z")).isEqualTo("2026-01-31T12:00:00.000000001Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-01-31",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00.0000000001Z",
                "2026-01-31T12:00:00.1x3Z",
                "2026-01-31T12:00:00+01:00",
                "2026-01-31 12:00:00Z",
                "2026-01-3aT12:00:00Z",
                "+12026-01-31T12:00:00Z"
            })
    void everyOtherFormIsLeftToTheFormatter(String text) {
        assertThat(UtcTime.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30T12:00:00Z", "2026-01-31T24:00:00Z", "2026-13-31T12:00:00Z", "2026-01-31T12:00:60Z"})
    void whatIsNoMomentIsLeftToTheFormatterToRefuse(String text) {
        assertThat(UtcTime.parse(text)).isNull();
    }
}
