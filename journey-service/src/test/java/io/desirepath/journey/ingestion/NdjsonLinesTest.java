package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.ingestion.NdjsonLines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NdjsonLinesTest {

    @Property(tries = 100)
    void linesComeOutAsTheyWentInHoweverTheStreamIsCut(
            @ForAll @Size(max = 10) List<@IntRange(max = 90_000) Integer> lengths,
            @ForAll @IntRange(min = 1_000, max = 70_000) int piece)
            throws IOException {
        List<String> lines = lengths.stream()
                .map(length -> Character.toString('a' + length % 26).repeat(length))
                .toList();
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());

        assertThat(read(text, piece, 100_000)).isEqualTo(lines);
    }

    @Test
    void theLastLineNeedsNoLineFeed() throws IOException {
        assertThat(read("a\nb", 1, 10)).containsExactly("a", "b");
        assertThat(read("", 1, 10)).isEmpty();
        assertThat(read("\n\r\n", 1, 10)).containsExactly("", "\r");
    }

    @Test
    void aLineThatIsTooLongIsPassedOver() throws IOException {
        for (int piece : new int[] {1000, 65_536, 1_000_000}) {
            for (int length : new int[] {100_001, 164_000, 400_000}) {
                var lines = new NdjsonLines(pieces("first\n" + "x".repeat(length) + "\nlast", piece), 100_000);
                assertThat(text(lines.next())).isEqualTo("first");
                Line tooLong = lines.next();
                assertThat(tooLong.tooLong()).isTrue();
                assertThat(text(tooLong)).startsWith("xxx");
                Line last = lines.next();
                assertThat(text(last)).isEqualTo("last");
                assertThat(last.number()).isEqualTo(3);
                assertThat(last.tooLong()).isFalse();
                assertThat(lines.next()).isNull();
            }
        }
    }

    private static List<String> read(String text, int piece, int longest) throws IOException {
        var lines = new NdjsonLines(pieces(text, piece), longest);
        List<String> read = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            assertThat(line.number()).isEqualTo(read.size() + 1L);
            read.add(text(line));
        }
        return read;
    }

    private static String text(Line line) {
        return new String(line.buffer(), line.offset(), line.length(), UTF_8);
    }

    /** Gives out at most so many bytes at once, as a network does. */
    private static InputStream pieces(String text, int piece) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(piece, length));
            }
        };
    }
}
