package io.desirepath.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/** HTTP/1.1 over a plain socket: sends just the bytes it is given, as a client that normalises nothing. */
public final class RawClient implements AutoCloseable {

    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    /**
     * What came back.
     *
     * @param headers each {@code Name: value}, in this order
     */
    public record Answer(int status, List<String> headers, String body) {

        /** The values of that header. */
        public List<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }
    }

    /** Connects to the gateway's public port. */
    public static RawClient toGateway() {
        return to(URI.create(
                "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class)));
    }

    public static RawClient to(URI server) {
        try {
            Socket socket = new Socket(server.getHost(), server.getPort());
            socket.setSoTimeout(10_000);
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request on a connection of its own. */
    public static Answer exchange(String... lines) {
        try (RawClient client = toGateway()) {
            return client.send(lines);
        }
    }

    /** Sends a request without a body and reads the answer; the connection stays open. */
    public Answer send(String... lines) {
        write(head(lines));
        return read(lines[0].startsWith("HEAD"));
    }

    /** The head of a request: its lines, a Host header and the empty line. */
    public static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\nHost: gateway\r\n\r\n";
    }

    public RawClient write(String text) {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One chunk of a chunked body. */
    public RawClient chunk(byte[] bytes) {
        write(Integer.toHexString(bytes.length) + "\r\n");
        write(bytes);
        return write("\r\n");
    }

    public Answer read() {
        return read(false);
    }

    private Answer read(boolean headOnly) {
        try {
            InputStream in = socket.getInputStream();
            int status = Integer.parseInt(line(in).split(" ", 3)[1]);
            List<String> headers = new ArrayList<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                headers.add(line);
            }
            Answer head = new Answer(status, headers, "");
            boolean bodyless = headOnly || status == 204 || status == 304 || status < 200;
            return bodyless ? head : new Answer(status, headers, body(in, head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(InputStream in, Answer head) throws IOException {
        if (!head.header("Content-Length").isEmpty()) {
            int length = Integer.parseInt(head.header("Content-Length").getFirst());
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toString(StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended after '" + line + "'");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** Reads the head of an answer, and nothing of its body. */
    public List<String> readHeadOfStream() {
        try {
            InputStream in = socket.getInputStream();
            List<String> head = new ArrayList<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                head.add(line);
            }
            return head;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One chunk of a chunked body; empty at its end. */
    public String readChunk() {
        try {
            InputStream in = socket.getInputStream();
            String chunk = new String(in.readNBytes(Integer.parseInt(line(in), 16)), StandardCharsets.UTF_8);
            line(in);
            return chunk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server ends the connection, without another answer. */
    public boolean isClosedByServer() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
