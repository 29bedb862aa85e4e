package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.activity.VocabularyFile;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.ingestion.EventParser.Envelope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ClockSkewTest {

    private static final Vocabulary VOCABULARY = VocabularyFile.load();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final EventParser parser = new EventParser(
            new EventParserTest.Defaults(), new IngestionMetrics(new SimpleMeterRegistry()), () -> VOCABULARY);

    /** Whatever the sender's clock shows: what it showed at sending is the moment of arrival. */
    @Property
    void aSendersClockIsSetRight(
            @ForAll @LongRange(min = -9_000_000_000L, max = 9_000_000_000L) long aheadMillis,
            @ForAll @LongRange(min = 0, max = 700_000_000L) long waitedMillis,
            @ForAll boolean inBatch,
            @ForAll boolean ownSentAtToo)
            throws Exception {
        Instant happened = NOW.minusMillis(waitedMillis);
        Instant timestamp = happened.plusMillis(aheadMillis);
        Instant sentAt = NOW.plusMillis(aheadMillis);
        boolean own = !inBatch || ownSentAtToo;
        // An event's own time of sending goes before that of its batch.
        Instant ofBatch = own ? NOW.plusMillis(aheadMillis / 2) : sentAt;
        byte[] event = "{\"event\":\"x\",\"userId\":\"ann\",\"timestamp\":\"%s\"%s}"
                .formatted(timestamp, own ? ",\"sentAt\":\"" + sentAt + "\"" : "")
                .getBytes(UTF_8);
        var envelope = new Envelope(NOW, inBatch ? ofBatch : null, true, true, 1000, null);

        assertThat(parser.read(EventJson.read(event, 0, event.length), envelope)
                        .activity()
                        .at())
                .isEqualTo(happened);
    }
}
