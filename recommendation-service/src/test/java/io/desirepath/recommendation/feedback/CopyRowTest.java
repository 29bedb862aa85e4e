package io.desirepath.recommendation.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the server makes of it is for {@link FeedbackIT} to say; this is the form in its manual. */
class CopyRowTest {

    @Test
    void aColumnIsItsLengthAndItsBytes() {
        assertThat(hex(new CopyRow().text("é").text(null).truth(true)))
                .isEqualTo("00000002c3a9" + "ffffffff" + "0000000101");
    }

    @Test
    void timesAreMicrosecondsSince2000() {
        assertThat(hex(new CopyRow().time(Instant.parse("2000-01-01T00:00:01Z"))))
                .isEqualTo("00000008" + "00000000000f4240");
        assertThat(hex(new CopyRow().time(Instant.parse("1999-12-31T23:59:59.999999Z"))))
                .isEqualTo("00000008" + "ffffffffffffffff");
    }

    @Test
    void anArrayIsAHeadAndColumns() {
        assertThat(hex(new CopyRow().texts(List.of("a", "-"), text -> text.equals("-") ? null : text)))
                .isEqualTo("0000001d" + "00000001" + "00000001" + "00000019" + "00000002" + "00000001" + "0000000161"
                        + "ffffffff");
        assertThat(hex(new CopyRow().reals(List.of(1.0), Double::doubleValue)))
                .isEqualTo("0000001c" + "00000001" + "00000001" + "000002bc" + "00000001" + "00000001" + "00000004"
                        + "3f800000");
    }

    @Test
    void anEmptyArrayHasNoDimensions() {
        assertThat(hex(new CopyRow().texts(List.<String>of(), text -> text)))
                .isEqualTo("0000000c" + "00000000" + "00000001" + "00000019");
    }

    private static String hex(CopyRow row) {
        return HexFormat.of().formatHex(row.bytes());
    }
}
