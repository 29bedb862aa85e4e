package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SentBodyTest {

    @Test
    void whatIsNotGzipIsTakenAsItIs() throws IOException {
        for (String body : new String[] {"", "{", "{}", "\u001f"}) {
            assertThat(SentBody.read(new ByteArrayInputStream(body.getBytes(UTF_8)), 10))
                    .isEqualTo(body.getBytes(UTF_8));
        }
    }

    @Test
    void gzipFilesOneAfterAnotherAreOneBody() throws IOException {
        var two = new ByteArrayOutputStream();
        two.write(IngestionIT.gzip("{\"a\":".getBytes(UTF_8)));
        two.write(IngestionIT.gzip("1}".getBytes(UTF_8)));
        // A network says that nothing is available until it is.
        var stream = new ByteArrayInputStream(two.toByteArray()) {
            @Override
            public int available() {
                return 0;
            }
        };
        assertThat(SentBody.read(stream, 10)).isEqualTo("{\"a\":1}".getBytes(UTF_8));
    }

    @Test
    void theLimitHoldsForWhatIsUnpacked() throws IOException {
        byte[] bomb = IngestionIT.gzip(new byte[1_000_000]);
        assertThat(bomb.length).isLessThan(2_000);
        assertThatThrownBy(() -> SentBody.read(new ByteArrayInputStream(bomb), 10_000))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID_REQUEST));
    }

    @Test
    void brokenGzipIsTheSendersMistake() throws IOException {
        byte[] zipped = IngestionIT.gzip("{\"a\":1}".getBytes(UTF_8));
        assertThatThrownBy(() -> SentBody.read(new ByteArrayInputStream(Arrays.copyOf(zipped, 20)), 1000))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID_REQUEST));
    }
}
