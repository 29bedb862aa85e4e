package io.desirepath.gateway.framing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {

    @Test
    void anOrdinaryHeadSaysHowLongItsBodyIs() {
        assertThat(bodyOf("GET /v1/a?b=c HTTP/1.1", "Host: shop.example:8080", "X-Empty:", "X: caf\u00e9\ta"))
                .isEqualTo(new RequestHead.Body.Bytes(0));
        assertThat(bodyOf("POST / HTTP/1.0", "Content-Length: 007")).isEqualTo(new RequestHead.Body.Bytes(7));
        assertThat(bodyOf("POST / HTTP/1.1", "host:[::1]:80", "transfer-encoding:chunked "))
                .isEqualTo(new RequestHead.Body.Chunks());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET  / HTTP/1.1",
                "GET / HTTP/1.1 ",
                " GET / HTTP/1.1",
                "GET / HTTP/2.0",
                "GET / http/1.1",
                "GET /a b HTTP/1.1",
                "GET http://gateway/ HTTP/1.1",
                "GET //gateway:80@evil HTTP/3",
                "CONNECT gateway:443 HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET gateway HTTP/1.1",
                "GET /\u00e9 HTTP/1.1",
                "G(T / HTTP/1.1",
                ""
            })
    void whatIsNoRequestLineIsRefused(String line) {
        assertThat(new RequestHead().refuse(line)).contains(Refusal.REQUEST_LINE);
    }

    @Test
    void aHeaderFieldHasOneFormOnly() {
        assertThat(refusalOf("GET / HTTP/1.1", "Host: a", " folded")).contains(Refusal.FOLDED);
        assertThat(refusalOf("GET / HTTP/1.1", "Host: a", "\tfolded")).contains(Refusal.FOLDED);
        for (String field : new String[] {"Host : a", "Transfer-Encoding : chunked", ": a", "no colon", "A(B: c"}) {
            assertThat(refusalOf("GET / HTTP/1.1", field)).as(field).contains(Refusal.HEADER_FIELD);
        }
        for (String field : new String[] {"X: a\0b", "X: a\rb", "X: \u0001", "X: \u007f", "X\u000b: a"}) {
            assertThat(refusalOf("GET / HTTP/1.1", field)).as(field).contains(Refusal.CONTROL_CHARACTER);
        }
    }

    @Test
    void thereIsOneHost() {
        assertThat(refusalOf("GET / HTTP/1.1")).contains(Refusal.HOST);
        assertThat(refusalOf("GET / HTTP/1.0")).isEmpty();
        assertThat(refusalOf("GET / HTTP/1.1", "Host: a", "Host: a")).contains(Refusal.HOST);
        for (String host : new String[] {"", "a b", "a/b", "a@b", "a,b", "a:b", "a:123456", "a\"", "[::1"}) {
            assertThat(refusalOf("GET / HTTP/1.1", "Host: " + host)).as(host).contains(Refusal.HOST);
        }
    }

    @Test
    void thereIsOneLength() {
        assertThat(refusalOf("POST / HTTP/1.1", "Host: a", "Content-Length: 5", "Transfer-Encoding: chunked"))
                .contains(Refusal.TWO_LENGTHS);
        assertThat(refusalOf("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", "content-length: 0"))
                .contains(Refusal.TWO_LENGTHS);
        assertThat(refusalOf("POST / HTTP/1.1", "Host: a", "Content-Length: 5", "Content-Length: 6"))
                .contains(Refusal.CONTENT_LENGTH);
        assertThat(refusalOf("POST / HTTP/1.1", "Host: a", "Content-Length: 5", "Content-Length: 5"))
                .contains(Refusal.CONTENT_LENGTH);
        for (String length : new String[] {"", "5, 5", "+5", "-5", "0x5", "5 6", "5a", "99999999999999999999"}) {
            assertThat(refusalOf("POST / HTTP/1.1", "Host: a", "Content-Length: " + length))
                    .as(length)
                    .contains(Refusal.CONTENT_LENGTH);
        }
        for (String coding :
                new String[] {"", "xchunked", "chunked, identity", "gzip, chunked", "identity", "Chunked", "chunked;a"
                }) {
            assertThat(refusalOf("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: " + coding))
                    .as(coding)
                    .contains(Refusal.TRANSFER_ENCODING);
        }
        assertThat(refusalOf("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"))
                .contains(Refusal.TRANSFER_ENCODING);
        assertThat(refusalOf("POST / HTTP/1.0", "Transfer-Encoding: chunked")).contains(Refusal.TRANSFER_ENCODING);
    }

    private static RequestHead.Body bodyOf(String... lines) {
        RequestHead head = new RequestHead();
        for (String line : lines) {
            assertThat(head.refuse(line)).as(line).isEmpty();
        }
        assertThat(head.refuse()).isEmpty();
        return head.body();
    }

    private static Optional<Refusal> refusalOf(String... lines) {
        RequestHead head = new RequestHead();
        for (String line : lines) {
            Optional<Refusal> refusal = head.refuse(line);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return head.refuse();
    }
}
