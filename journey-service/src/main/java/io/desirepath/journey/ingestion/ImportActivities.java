package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.desirepath.journey.ingestion.EventJson.MalformedJsonException;
import io.desirepath.journey.ingestion.EventParser.Envelope;
import io.desirepath.journey.ingestion.EventParser.Parsed;
import io.desirepath.journey.ingestion.ImportJob.Status;
import io.desirepath.journey.ingestion.NdjsonLines.Line;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Records a stream of events in chunks, each one transaction together with the import's counts, in constant memory. What a
 * broken stream brought before it broke stays; sending the whole again adds what is missing.
 */
@Singleton
class ImportActivities {

    private static final Logger LOG = Logger.getLogger(ImportActivities.class);

    /** An order of thousands of lines is larger than any event of a page. */
    static final int MOST_LINE_BYTES = 1024 * 1024;

    private static final int MOST_CHUNK_BYTES = 4 * 1024 * 1024;
    /** A slow stream is committed as it comes. */
    private static final Duration LONGEST_CHUNK = Duration.ofSeconds(5);

    private final EventParser parser;
    private final RecordTogether together;
    private final ImportJobs jobs;
    private final IngestionConfig config;

    ImportActivities(EventParser parser, RecordTogether together, ImportJobs jobs, IngestionConfig config) {
        this.parser = parser;
        this.together = together;
        this.jobs = jobs;
        this.config = config;
    }

    /**
     * @param stream NDJSON, unpacked
     * @return the import, completed
     * @throws IOException if the stream broke; the import has failed
     */
    ImportJob run(UUID id, InputStream stream, boolean fromServer) throws IOException {
        jobs.begin(id, now());
        try {
            record(id, new NdjsonLines(stream, MOST_LINE_BYTES), fromServer);
        } catch (IOException | RuntimeException e) {
            fail(id, e);
            throw e;
        }
        return jobs.finish(id, Status.COMPLETED, now());
    }

    private void record(UUID id, NdjsonLines lines, boolean fromServer) throws IOException {
        var chunk = new Chunk(id, fromServer);
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                chunk.add(line);
                if (chunk.isFull()) {
                    chunk.commit();
                    chunk = new Chunk(id, fromServer);
                }
            }
        }
        chunk.commit();
    }

    private void fail(UUID id, Exception cause) {
        LOG.debugf(cause, "Import %s failed", id);
        try {
            jobs.finish(id, Status.FAILED, now());
        } catch (RuntimeException e) {
            LOG.warnf("Import %s failed, and cannot be marked so: %s", id, e.getMessage());
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Events on their way to one transaction. */
    private final class Chunk {
        private final UUID importId;
        private final Instant began = now();
        private final Envelope envelope;
        private final List<Incoming> usable = new ArrayList<>();
        private final List<Reject> unusable = new ArrayList<>();
        private long bytes;

        Chunk(UUID importId, boolean fromServer) {
            this.importId = importId;
            // History keeps its times: what was sent at some other time says nothing about this sender's clock.
            envelope = new Envelope(began, null, fromServer, false, MOST_LINE_BYTES, null);
        }

        void add(Line line) {
            bytes += line.length();
            if (line.tooLong()) {
                reject(line, RejectReason.EVENT_TOO_LARGE, "more than " + MOST_LINE_BYTES + " bytes");
                return;
            }
            try {
                JsonNode event = EventJson.read(line.buffer(), line.offset(), line.length());
                switch (parser.parse(event, line.length(), envelope)) {
                    case Parsed.Usable(Incoming incoming) -> usable.add(incoming);
                    case Parsed.Unusable(Reject reject) -> unusable.add(reject);
                }
            } catch (MalformedJsonException e) {
                reject(line, RejectReason.MALFORMED_JSON, e.where());
            }
        }

        boolean isFull() {
            return usable.size() + unusable.size() >= config.importChunk()
                    || bytes >= MOST_CHUNK_BYTES
                    || now().isAfter(began.plus(LONGEST_CHUNK));
        }

        void commit() {
            if (!usable.isEmpty() || !unusable.isEmpty()) {
                together.alone(
                        new Submission(usable, unusable, importId, null, counts -> jobs.add(importId, counts, now())));
            }
        }

        private void reject(Line line, RejectReason reason, String detail) {
            var text = TextNode.valueOf(new String(line.buffer(), line.offset(), line.length(), UTF_8));
            unusable.add(Reject.of(null, reason, "line " + line.number() + ": " + detail, text, began));
        }
    }
}
