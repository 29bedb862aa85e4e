import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many recommendations a second come through the gateway, beside a static JSON answer in the same run. The static one
 * is {@code GET /v1/strategies/active}: bytes that the same service has in memory and sends as they are, over the same
 * route, with the same check of the key, the same limits and the same internal token. Recommendations are asked for
 * accounts of the sample, for home, product and cart pages in turn, from keep-alive connections. Rounds take turns; the
 * ratio is of medians of rounds, the percentiles are of all calls of a kind, in milliseconds, under that load.
 *
 * <p>The service keeps the candidates of a request for the minute in which they hold, and a benchmark asks for the same
 * accounts many times a minute. So there is a third kind of call, whose product is another one each time: its candidates
 * are never known.
 *
 * <p>Run it with {@code ./suite bench serving [--seconds N] [--connections N] [--json FILE]} beside a suite that is up.
 */
public class Serving {

    private static final int ROUNDS = 5;
    private static final String STATIC = "/v1/strategies/active";
    /** The rate of one key is limited; a merchant with this much traffic has several, or a higher limit. */
    private static final int KEYS = 32;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String gateway;
    private final String admin;
    private final List<String> keys = new ArrayList<>();
    private final List<String> keyIds = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();

    /** What a round gave. */
    private record Round(double perSecond, double[] millis, long bytes) {}

    private Serving(Map<String, String> env) {
        gateway = env.get("GATEWAY_URL");
        admin = env.get("ADMIN_KEY");
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        int seconds = Integer.parseInt(options.getOrDefault("--seconds", "6"));
        int connections = Integer.parseInt(options.getOrDefault("--connections", "16"));
        new Serving(values(Path.of(args[0], "env"))).run(seconds, connections, options.get("--json"));
    }

    private void run(int seconds, int connections, String json) throws Exception {
        createKeys();
        try {
            measure(seconds, connections, json);
        } finally {
            revokeKeys();
        }
    }

    private void measure(int seconds, int connections, String json) throws Exception {
        List<String> accounts = ids("/v1/accounts?pageSize=1000");
        List<String> products = ids("/v1/products?pageSize=200");
        Random random = new Random(1);
        List<String> paths = new ArrayList<>();
        for (String account : accounts) {
            String path = "/v1/accounts/" + account + "/recommendations?placement=";
            String item = products.get(random.nextInt(products.size()));
            paths.addAll(List.of(path + "home", path + "product&items=" + item, path + "cart&items=" + item));
        }
        java.util.Collections.shuffle(paths, random);
        Supplier<String> recommendations = () -> paths.get(Math.floorMod(calls.getAndIncrement(), paths.size()));
        String[] stems = accounts.stream()
                .map(account -> "/v1/accounts/" + account + "/recommendations?placement=product&items=")
                .toArray(String[]::new);
        // Neither number divides the other: it takes accounts times products calls until a pair comes again.
        Supplier<String> changing = () -> {
            int call = Math.floorMod(calls.getAndIncrement(), Integer.MAX_VALUE);
            return stems[call % stems.length] + products.get((call / stems.length + call) % products.size());
        };
        round(seconds * 2, connections, recommendations);
        round(seconds, connections, () -> STATIC);
        List<Round> personal = new ArrayList<>();
        List<Round> still = new ArrayList<>();
        List<Round> fresh = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            fresh.add(round(seconds, connections, changing));
            personal.add(round(seconds, connections, recommendations));
            still.add(round(seconds, connections, () -> STATIC));
        }
        print(accounts.size(), connections, personal, still, fresh, json);
    }

    private void print(
            int accounts, int connections, List<Round> personal, List<Round> still, List<Round> fresh, String json)
            throws IOException {
        double another = median(fresh);
        double recommended = median(personal);
        double fixed = median(still);
        double[] ours = millis(personal);
        double[] theirs = millis(still);
        System.out.printf(
                "%d accounts, %d connections, %d rounds in turn, %d and %d calls%n",
                accounts, connections, ROUNDS, ours.length, theirs.length);
        System.out.printf("%-28s %10s %8s %8s %8s %8s%n", "", "per second", "ratio", "p50 ms", "p99 ms", "bytes");
        row("static JSON answer", fixed, 1, theirs, bytes(still));
        row("recommendations", recommended, recommended / fixed, ours, bytes(personal));
        row("… another product each time", another, another / fixed, millis(fresh), bytes(fresh));
        if (json != null) {
            Files.writeString(
                    Path.of(json),
                    String.format(
                            Locale.ROOT,
                            "{\"recommendationsPerSecond\": %.1f, \"staticPerSecond\": %.1f, \"ratio\": %.4f,"
                                    + " \"p50Millis\": %.3f, \"p99Millis\": %.3f, \"staticP50Millis\": %.3f,"
                                    + " \"staticP99Millis\": %.3f, \"changingPerSecond\": %.1f, \"changingRatio\": %.4f,"
                                    + " \"connections\": %d, \"accounts\": %d}%n",
                            recommended,
                            fixed,
                            recommended / fixed,
                            percentile(ours, 50),
                            percentile(ours, 99),
                            percentile(theirs, 50),
                            percentile(theirs, 99),
                            another,
                            another / fixed,
                            connections,
                            accounts));
        }
    }

    private static void row(String what, double perSecond, double ratio, double[] sorted, long bytes) {
        System.out.printf(
                Locale.ROOT,
                "%-28s %10.0f %8.2f %8.2f %8.2f %8d%n",
                what,
                perSecond,
                ratio,
                percentile(sorted, 50),
                percentile(sorted, 99),
                bytes);
    }

    /** Connections that send one call after the other, for so long. */
    private Round round(int seconds, int connections, Supplier<String> path) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        double[][] times = new double[connections][];
        long[] bytes = new long[connections];
        Throwable[] failure = new Throwable[1];
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (int c = 0; c < connections; c++) {
            int connection = c;
            threads.add(Thread.ofPlatform().start(() -> {
                try (Connection http = new Connection(URI.create(gateway))) {
                    double[] own = new double[1024];
                    int count = 0;
                    while (System.nanoTime() < end) {
                        long before = System.nanoTime();
                        bytes[connection] = http.get(path.get(), keys.get(Math.floorMod(turns.getAndIncrement(), keys.size())));
                        own = count == own.length ? Arrays.copyOf(own, count * 2) : own;
                        own[count++] = (System.nanoTime() - before) / 1e6;
                    }
                    times[connection] = Arrays.copyOf(own, count);
                } catch (IOException | RuntimeException e) {
                    failure[0] = e;
                    times[connection] = new double[0];
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure[0] != null) {
            throw new IllegalStateException(failure[0]);
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        double[] all = Arrays.stream(times).flatMapToDouble(Arrays::stream).toArray();
        return new Round(all.length / elapsed, all, bytes[0]);
    }

    /**
     * A keep-alive connection that costs next to nothing: the client shares the processors with what it measures, and
     * a heavier one would make the two answers look more alike than they are.
     */
    private static final class Connection implements AutoCloseable {
        private final java.net.Socket socket;
        private final java.io.InputStream in;
        private final java.io.OutputStream out;
        private final String host;
        private final byte[] buffer = new byte[64 * 1024];
        private int from;
        private int until;

        Connection(URI gateway) throws IOException {
            socket = new java.net.Socket(gateway.getHost(), gateway.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            in = socket.getInputStream();
            out = socket.getOutputStream();
            host = gateway.getAuthority();
        }

        /** @return the length of the body */
        long get(String path, String key) throws IOException {
            String head = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + key + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            String status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(path + " answered " + status);
            }
            long length = -1;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = lower.contains("chunked");
                }
            }
            return chunked ? chunks() : skip(length);
        }

        private long chunks() throws IOException {
            long body = 0;
            while (true) {
                long size = Long.parseLong(line().strip(), 16);
                body += skip(size);
                line();
                if (size == 0) {
                    return body;
                }
            }
        }

        private long skip(long length) throws IOException {
            long left = length;
            while (left > 0) {
                fill();
                long step = Math.min(left, until - from);
                from += (int) step;
                left -= step;
            }
            return length;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            while (true) {
                fill();
                byte next = buffer[from++];
                if (next == '\n') {
                    return line.toString();
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
        }

        private void fill() throws IOException {
            if (from == until) {
                from = 0;
                until = in.read(buffer);
                if (until <= 0) {
                    throw new IOException("the gateway closed the connection");
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static double median(List<Round> rounds) {
        return rounds.stream()
                .mapToDouble(Round::perSecond)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double[] millis(List<Round> rounds) {
        return rounds.stream().flatMapToDouble(r -> Arrays.stream(r.millis())).sorted().toArray();
    }

    private static long bytes(List<Round> rounds) {
        return rounds.getFirst().bytes();
    }

    private static double percentile(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, (int) ((long) sorted.length * percent / 100))];
    }

    private List<String> ids(String path) throws IOException, InterruptedException {
        Matcher ids = Pattern.compile("\\{\"id\":\"([^\"]+)\"").matcher(send("GET", path, admin, null));
        List<String> found = new ArrayList<>();
        while (ids.find()) {
            found.add(URLEncoder.encode(ids.group(1), StandardCharsets.UTF_8).replace("+", "%20"));
        }
        if (found.isEmpty()) {
            throw new IOException(path + " lists nothing: start the suite with its sample data.");
        }
        return found;
    }

    private void createKeys() throws IOException, InterruptedException {
        for (int i = 0; i < KEYS; i++) {
            String answer = send(
                    "POST",
                    "/v1/api-keys",
                    admin,
                    "{\"name\": \"serving benchmark " + i + "\", \"kind\": \"server\", \"scopes\": [\"admin\"]}");
            keys.add(field(answer, "key"));
            keyIds.add(field(answer, "id"));
        }
    }

    private void revokeKeys() throws IOException, InterruptedException {
        for (String id : keyIds) {
            send("DELETE", "/v1/api-keys/" + id, admin, null);
        }
    }

    private String send(String method, String path, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String field(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!value.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return value.group(1);
    }

    private static Map<String, String> values(Path file) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }
}
