package io.desirepath.local.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The events of an NDJSON file, one Segment call a line, in the order of the file and without holding it in memory. A
 * line without a message id gets one made of its text, so that sending it again changes nothing.
 */
public final class ActivitySource implements ImportSource {

    /** Numbers are passed on with the digits that they came with. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final int RAW_SHOWN = 2_000;

    private final BufferedReader lines;
    private final AtomicLong position;
    private final long size;
    private final UnusableReport report;
    private final Duration shift;
    private long line;
    private long rows;

    private ActivitySource(
            BufferedReader lines, AtomicLong position, long size, UnusableReport report, Duration shift) {
        this.lines = lines;
        this.position = position;
        this.size = size;
        this.report = report;
        this.shift = shift;
    }

    /**
     * Opens the file; with a shift it is read once before, to find the last time.
     *
     * @param shiftToNow where to shift the times so that the last lies within the seven days before; empty for no shift
     * @param report told of every line that cannot be used
     */
    public static ActivitySource open(Path file, Optional<Instant> shiftToNow, UnusableReport report)
            throws IOException {
        Duration shift = Duration.ZERO;
        if (shiftToNow.isPresent()) {
            Instant last = lastTime(file);
            shift = last == null ? shift : WholeWeeks.toEndWithinLastSevenDays(last, shiftToNow.get());
        }
        AtomicLong position = new AtomicLong();
        return new ActivitySource(reader(file, position), position, Files.size(file), report, shift);
    }

    private static BufferedReader reader(Path file, AtomicLong position) throws IOException {
        return new BufferedReader(
                new InputStreamReader(ImportFiles.open(file, position::set), StandardCharsets.UTF_8), 1 << 16);
    }

    private static @Nullable Instant lastTime(Path file) throws IOException {
        try (BufferedReader reader = reader(file, new AtomicLong())) {
            return reader.lines()
                    .flatMap(text -> parse(text).stream())
                    .flatMap(event -> time(event).stream())
                    .max(Instant::compareTo)
                    .orElse(null);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Optional<ImportEvent> next() throws IOException {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            rows++;
            Optional<ImportEvent> event = event(text);
            if (event.isPresent()) {
                return event;
            }
            String raw = text.length() > RAW_SHOWN ? text.substring(0, RAW_SHOWN) + "…" : text;
            report.add(line, UnusableReason.BAD_ROW, List.of(raw));
        }
        return Optional.empty();
    }

    private Optional<ImportEvent> event(String text) {
        Optional<ObjectNode> parsed = parse(text);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = parsed.get();
        Optional<Instant> at = time(json);
        if (json.hasNonNull("timestamp") && at.isEmpty()) {
            return Optional.empty();
        }
        if (!json.hasNonNull("messageId")) {
            json.put("messageId", "import:" + digest(text));
        }
        Instant time = at.map(t -> t.plus(shift)).orElse(Instant.EPOCH);
        at.ifPresent(t -> json.put("timestamp", time.toString()));
        int orderLines = json.path("properties").path("products").size();
        return Optional.of(new ImportEvent(time, orderLines, json));
    }

    private static Optional<ObjectNode> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(ObjectNode event) {
        try {
            String timestamp = event.path("timestamp").asText();
            return timestamp.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(timestamp).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public double progress() {
        return size == 0 ? 1 : Math.min(1, (double) position.get() / size);
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
