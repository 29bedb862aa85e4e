package io.desirepath.service.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedInstantsTest {

    /** From before the year 0 to after the year 9999, where the form is another. */
    @Property
    void whatAnInstantWritesIsRead(
            @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos)
            throws JsonProcessingException {
        Instant instant = Instant.ofEpochSecond(second, nanos);

        assertThat(FeedInstants.parse(instant.toString())).isEqualTo(instant);
        assertThat(read(instant.toString())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T08:15:30Z",
                "2026-03-01T08:15:30.1Z",
                "2026-03-01T08:15:30.123456789Z",
                "2024-02-29T23:59:59.999Z",
                "2026-03-01T08:15:30.Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T08:15:30+02:00"
            })
    void everyFormMeansWhatTheFormatterSays(String text) {
        assertThat(FeedInstants.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-03-01",
                "2026-03-01T08:15:30",
                "2026-02-30T08:15:30Z",
                "2026-03-01T08:61:30Z",
                "2026-03-01T08:15Z",
                "2026-03-01T08:15:30.1234567890Z",
                "2026-03-01T08:15:30,5Z",
                "2026-03-01T08:15:3xZ"
            })
    void whatIsNoInstantIsRefused(String text) {
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> FeedInstants.parse(text));
        if (!text.isEmpty()) {
            assertThatExceptionOfType(JsonMappingException.class).isThrownBy(() -> read(text));
        }
    }

    private static Instant read(String text) throws JsonProcessingException {
        return FeedJson.MAPPER.readValue('"' + text + '"', Instant.class);
    }
}
