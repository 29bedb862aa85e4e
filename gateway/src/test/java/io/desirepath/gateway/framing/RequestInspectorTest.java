package io.desirepath.gateway.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Each case is sent at once and byte by byte: where the segments end must not matter. */
class RequestInspectorTest {

    private static final String GET = "GET /v1/stages HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST /v1/t HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n{\n}";
    private static final String CHUNKED =
            "POST /v1/t HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n00A\r\n0123456789\r\n0\r\n\r\n";

    @Test
    void whatIsClearPassesByteForByte() {
        for (String sent : new String[] {GET, POST, CHUNKED, GET + POST + CHUNKED + GET + GET}) {
            assertThat(passed(sent, sent.length())).isEqualTo(sent);
            assertThat(passed(sent, 1)).isEqualTo(sent);
            assertThat(passed(sent, 7)).isEqualTo(sent);
        }
    }

    @Test
    void ofARefusedHeadAndWhatFollowsNothingPasses() {
        assertRefused("GET /v1/stages HTTP/1.1\nHost: a\n\n", "LINE_END");
        assertRefused("GET /v1/stages HTTP/1.1\r\nHost: a\r\nX: 1\n\r\n", "LINE_END");
        assertRefused("\r\n" + GET, "REQUEST_LINE");
        assertRefused("GET /v1/stages\r\n", "REQUEST_LINE");
        assertRefused("GET /v1/stages HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", "FOLDED");
        assertRefused("GET /v1/stages HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(40_000), "TOO_LONG");
        assertRefused("x".repeat(40_000), "TOO_LONG");
    }

    @Test
    void aChunkThatIsNotClearEndsTheConnection() {
        String head = "POST /v1/t HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (String body : new String[] {
            "2\n{}\r\n0\r\n\r\n",
            "2;ext=1\r\n{}\r\n0\r\n\r\n",
            "0x2\r\n{}\r\n0\r\n\r\n",
            " 2\r\n{}\r\n0\r\n\r\n",
            "-1\r\n{}\r\n0\r\n\r\n",
            "fffffffff\r\n{}\r\n",
            "\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}}\r\n0\r\n\r\n",
            "2\r\n{}\n0\r\n\r\n",
            "0\r\nTrailer: 1\r\n\r\n"
        }) {
            for (int segment : new int[] {1, 1000}) {
                EmbeddedChannel channel = send(head + body + GET, segment);
                assertThat(channel.isOpen()).as(body).isFalse();
                assertThat(text(channel)).as(body).doesNotContain("GET");
            }
        }
    }

    private static void assertRefused(String sent, String reason) {
        String instead = "GET /.refused?" + reason + " HTTP/1.1\r\nHost: refused\r\nConnection: close\r\n\r\n";
        for (int segment : new int[] {1, 100_000}) {
            assertThat(passed(sent + GET, segment)).isEqualTo(instead);
            assertThat(passed(POST + CHUNKED + sent + GET, segment)).isEqualTo(POST + CHUNKED + instead);
        }
    }

    private static String passed(String sent, int segment) {
        EmbeddedChannel channel = send(sent, segment);
        assertThat(channel.isOpen()).isTrue();
        return text(channel);
    }

    private static EmbeddedChannel send(String text, int segment) {
        EmbeddedChannel channel = new EmbeddedChannel(new RequestInspector());
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < bytes.length && channel.isOpen(); from += segment) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, Math.min(segment, bytes.length - from)));
        }
        return channel;
    }

    private static String text(EmbeddedChannel channel) {
        StringBuilder passed = new StringBuilder();
        for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
            passed.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return passed.toString();
    }
}
