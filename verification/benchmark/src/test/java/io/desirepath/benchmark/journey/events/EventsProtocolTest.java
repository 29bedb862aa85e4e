package io.desirepath.benchmark.journey.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.benchmark.journey.report.Result;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsProtocolTest {

    @TempDir
    Path folder;

    @Test
    void namesOfTheVocabularyAndOfMarksAreBothUnderstood() throws IOException {
        Path file = written("""
                {"type":"track","event":"quote requested","timestamp":"2026-01-02T10:00:00Z","messageId":"m1","userId":"p1","context":{"groupId":"a1"}}
                {"type":"track","event":"review_pos","timestamp":"2026-01-03T10:00:00Z","messageId":"m2","userId":"p1","groupId":"a1"}
                {"type":"page","timestamp":"2026-01-04T10:00:00Z","messageId":"m3","anonymousId":"x","context":{"groupId":"a1"}}
                {"type":"track","event":"Survey Answered","properties":{"score":3},"timestamp":"2026-01-05 10:00:00","userId":"a2"}
                """);

        EventFile.Content content = EventFile.read(file, new BadLines("events"));

        assertThat(content.byAccount().get("a1"))
                .extracting(Observation::mark)
                .containsExactly(Mark.RFQ, Mark.REVIEW_POSITIVE, Mark.PAGE_VIEW);
        assertThat(content.byAccount().get("a1"))
                .extracting(Observation::person)
                .containsExactly("p1", "p1", "x");
        assertThat(content.byAccount().get("a2")).extracting(Observation::mark).containsExactly(Mark.NPS_NEGATIVE);
    }

    @Test
    void whatCannotBeUsedIsCountedAndNeverACrash() throws IOException {
        Path file = written("""
                not json
                {"type":"track","event":"rfq","timestamp":"yesterday","userId":"a1"}
                {"type":"track","event":"rfq","timestamp":"2026-01-02T10:00:00Z"}
                {"type":"track","event":"Moon Seen","timestamp":"2026-01-02T10:00:00Z","userId":"a1"}
                {"type":"track","event":"rfq","timestamp":"2026-01-02T10:00:00Z","messageId":"m1","userId":"a1"}
                {"type":"track","event":"rfq","timestamp":"2026-01-02T10:00:00Z","messageId":"m1","userId":"a1"}
                [1]
                """);
        var bad = new BadLines("events");

        EventFile.Content content = EventFile.read(file, bad);

        assertThat(bad.count()).isEqualTo(4);
        assertThat(content.unknown()).containsExactly(java.util.Map.entry("Moon Seen", 1));
        assertThat(content.duplicates()).isEqualTo(1);
        assertThat(content.read()).isEqualTo(1);
    }

    @Test
    void stagesAreReadWithAndWithoutAHeader() throws IOException {
        Path with = folder.resolve("with.csv");
        Path without = folder.resolve("without.csv");
        Files.writeString(with, "accountId,at,stage\na1,2026-01-02T00:00:00Z,decision\n");
        Files.writeString(without, "a1,2026-01-02,DECISION\na2,2026-01-02,NOWHERE\n");
        var bad = new BadLines("truth");

        assertThat(StageFile.read(with, bad)).isEqualTo(StageFile.read(without, bad));
        assertThat(StageFile.read(with, bad).getFirst().stage()).isEqualTo(Stage.DECISION);
        assertThat(bad.count()).isEqualTo(1);
    }

    @Test
    void tellsStagesFromAFileAndOfAnAccountThatNobodySaw() throws IOException {
        var lines = new StringBuilder();
        for (int account = 0; account < 6; account++) {
            for (int day = 1; day < 28; day++) {
                lines.append(
                        "{\"type\":\"track\",\"event\":\"%s\",\"timestamp\":\"2026-01-%02dT10:00:00Z\",\"messageId\":\"m-%d-%d\",\"context\":{\"groupId\":\"a%d\"}}%n"
                                .formatted(day % 2 == 0 ? "rfq" : "pricing", day, account, day, account));
            }
        }
        Path truth = folder.resolve("truth.csv");
        Files.writeString(
                truth,
                "a0,2026-01-20T00:00:00Z,DECISION\na1,2026-01-25T00:00:00Z,DECISION\nnobody,2026-01-20T00:00:00Z,AWARENESS\n");

        Result.Stages result = EventsProtocol.run(zipped(lines.toString()), truth, truth, quiet());

        assertThat(result.cases()).isEqualTo(3);
        assertThat(result.methods())
                .extracting(Result.Stages.Method::name)
                .containsExactly("points", "desire-path", "desire-path+em", "desire-path+labels");
        assertThat(result.methods().get(1).accuracy()).isEqualTo(1);
    }

    private Path written(String lines) throws IOException {
        Path file = folder.resolve("events.ndjson");
        Files.writeString(file, lines);
        return file;
    }

    private Path zipped(String lines) throws IOException {
        Path file = folder.resolve("events.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(lines.getBytes(UTF_8));
        }
        return file;
    }

    private static PrintStream quiet() {
        return new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    }
}
