package io.desirepath.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivitySourceTest {

    @TempDir
    Path folder;

    @Test
    void linesAreSentAsTheyAreAndInTheirOrder() throws IOException {
        assertThat(events("""
                        {"type":"track","messageId":"b","timestamp":"2026-01-02T00:00:00Z","price":2.50}

                        {"type":"track","messageId":"a","timestamp":"2026-01-01T01:00:00+01:00"}
                        """, Optional.empty()))
                .containsExactly(
                        "{\"type\":\"track\",\"messageId\":\"b\",\"timestamp\":\"2026-01-02T00:00:00Z\",\"price\":2.50}",
                        "{\"type\":\"track\",\"messageId\":\"a\",\"timestamp\":\"2026-01-01T00:00:00Z\"}");
    }

    @Test
    void allTimesAreShiftedAlike() throws IOException {
        assertThat(events("""
                        {"messageId":"b","timestamp":"2010-01-09T12:00:00Z"}
                        {"messageId":"a","timestamp":"2010-01-01T12:00:00Z"}
                        {"messageId":"c"}
                        """, Optional.of(Instant.parse("2026-11-22T10:00:00Z"))))
                .containsExactly(
                        "{\"messageId\":\"b\",\"timestamp\":\"2026-11-21T12:00:00Z\"}",
                        "{\"messageId\":\"a\",\"timestamp\":\"2026-11-13T12:00:00Z\"}",
                        "{\"messageId\":\"c\"}");
    }

    @Test
    void aLineWithoutMessageIdAlwaysGetsTheSame() throws IOException {
        String line = "{\"event\":\"Page Viewed\"}\n";

        assertThat(events(line, Optional.empty()))
                .isEqualTo(events(line, Optional.empty()))
                .singleElement()
                .asString()
                .matches(".*\"messageId\":\"import:[0-9a-f]{32}\"}");
    }

    @Test
    void linesThatAreNotUsableAreListedWithTheirNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), """
                {"messageId":"a"}
                {"messageId":
                [1]
                {"messageId":"d","timestamp":"yesterday"}
                """);
        Path reportFile = folder.resolve("report.csv");
        UnusableReport report = new UnusableReport(reportFile);
        try (report;
                ActivitySource source = ActivitySource.open(file, Optional.empty(), report)) {
            assertThat(source.next()).isPresent();
            assertThat(source.next()).isEmpty();
            assertThat(source.rows()).isEqualTo(4);
            assertThat(source.progress()).isEqualTo(1);
        }

        assertThat(report.counts()).containsExactly(java.util.Map.entry(UnusableReason.BAD_ROW, 3L));
        assertThat(Files.readAllLines(reportFile))
                .containsExactly(
                        "line,reason,raw",
                        "2,BAD_ROW,\"{\"\"messageId\"\":\"",
                        "3,BAD_ROW,[1]",
                        "4,BAD_ROW,\"{\"\"messageId\"\":\"\"d\"\",\"\"timestamp\"\":\"\"yesterday\"\"}\"");
    }

    private List<String> events(String ndjson, Optional<Instant> now) throws IOException {
        Path file = Files.writeString(folder.resolve("activity.ndjson"), ndjson);
        List<String> events = new ArrayList<>();
        try (ActivitySource source = ActivitySource.open(file, now, new UnusableReport(folder.resolve("r.csv")))) {
            for (Optional<ImportEvent> next = source.next(); next.isPresent(); next = source.next()) {
                events.add(next.get().json().toString());
            }
        }
        return events;
    }
}
