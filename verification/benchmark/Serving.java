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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many recommendations a second come through the gateway, beside a static JSON answer in the same run. The static one
 * is {@code GET /v1/strategies/active}: bytes that the same service has in memory and sends as they are, over the same
 * route, with the same check of the key, the same internal token, and a limit of the same group. Recommendations are asked
 * for all accounts of the suite in random order, on home, product and cart pages, from keep-alive connections. Rounds take
 * turns; the ratio is of medians of rounds, the percentiles are of all calls of a kind, in milliseconds, under that load.
 *
 * <p>The service gives an answer again while its minute lasts and nothing has changed, and a benchmark asks for the same
 * pages many times a minute. So it says how many answers were of that kind, and there is a third kind of call: the same
 * pages, each for another person, so that no question is asked twice and every list is made anew.
 *
 * <p>Run it with {@code ./suite bench serving [--seconds N] [--connections N] [--json FILE]} beside a suite that is up.
 */
public class Serving {

    private static final int ROUNDS = 5;
    /** A service that has just been started compiles its own code for a minute; asked for is what one serves that runs. */
    private static final int WARM_UPS = 5;

    private static final String STATIC = "/v1/strategies/active";
    /** The rate of one key is limited; a merchant with this much traffic has several, or a higher limit. */
    private static final int KEYS = 32;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String gateway;
    private final String admin;
    private final List<String> keys = new ArrayList<>();
    private final List<String> keyIds = new ArrayList<>();
    private final AtomicInteger persons = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();

    /** Where recommendation-service counts the answers that it gave again. */
    private final URI metrics;

    /**
     * What a round gave.
     *
     * @param bytes of all bodies
     * @param kept how many answers were given again
     */
    private record Round(double perSecond, double[] millis, long bytes, double kept) {}

    private Serving(Path state) throws IOException {
        Map<String, String> env = values(state.resolve("env"));
        gateway = env.get("GATEWAY_URL");
        admin = env.get("ADMIN_KEY");
        String managementPort = Files.readString(state.resolve("run/recommendation-service.pid"))
                .strip()
                .split(" ")[3];
        metrics = URI.create("http://localhost:" + managementPort + "/q/metrics");
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        int seconds = Integer.parseInt(options.getOrDefault("--seconds", "6"));
        int connections = Integer.parseInt(options.getOrDefault("--connections", "16"));
        new Serving(Path.of(args[0])).run(seconds, connections, options.get("--json"));
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
        String[] pages = pages();
        Supplier<String> recommendations = () -> pages[ThreadLocalRandom.current().nextInt(pages.length)];
        Supplier<String> anew = () -> recommendations.get() + "&contact=benchmark-" + persons.getAndIncrement();
        for (int i = 0; i < WARM_UPS; i++) {
            round(seconds, connections, anew);
            round(seconds, connections, recommendations);
            round(seconds, connections, () -> STATIC);
        }
        List<Round> still = new ArrayList<>();
        List<Round> personal = new ArrayList<>();
        List<Round> fresh = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            fresh.add(round(seconds, connections, anew));
            personal.add(round(seconds, connections, recommendations));
            still.add(round(seconds, connections, () -> STATIC));
        }
        System.out.printf("%d pages, %d connections, %d rounds in turn%n", pages.length, connections, ROUNDS);
        System.out.printf("%-22s %10s %6s %8s %8s %8s %6s%n", "", "per second", "ratio", "p50 ms", "p99 ms", "bytes", "kept");
        Row fixed = Row.of(still, still);
        Row ours = Row.of(personal, still);
        Row once = Row.of(fresh, still);
        fixed.print("static JSON answer");
        ours.print("recommendations");
        once.print("… each asked once");
        if (json != null) {
            Files.writeString(Path.of(json), json(fixed, ours, once, connections, pages.length));
        }
    }

    /** Home, product and cart pages of every account, each with a product that was drawn for it. */
    private String[] pages() throws IOException, InterruptedException {
        List<String> products = ids("/v1/products?pageSize=200");
        Random random = new Random(1);
        List<String> pages = new ArrayList<>();
        for (String account : ids("/v1/accounts?pageSize=1000")) {
            String path = "/v1/accounts/" + account + "/recommendations?placement=";
            String item = products.get(random.nextInt(products.size()));
            pages.addAll(List.of(path + "home", path + "product&items=" + item, path + "cart&items=" + item));
        }
        return pages.toArray(String[]::new);
    }

    private static String json(Row fixed, Row ours, Row once, int connections, int pages) {
        return String.format(
                Locale.ROOT,
                "{\"recommendationsPerSecond\": %.1f, \"staticPerSecond\": %.1f, \"ratio\": %.4f, \"keptShare\": %.4f,"
                        + " \"p50Millis\": %.3f, \"p99Millis\": %.3f, \"staticP50Millis\": %.3f,"
                        + " \"staticP99Millis\": %.3f, \"oncePerSecond\": %.1f, \"onceRatio\": %.4f,"
                        + " \"onceKeptShare\": %.4f, \"onceP50Millis\": %.3f, \"onceP99Millis\": %.3f,"
                        + " \"connections\": %d, \"pages\": %d}%n",
                ours.perSecond(),
                fixed.perSecond(),
                ours.ratio(),
                ours.keptShare(),
                percentile(ours.millis(), 50),
                percentile(ours.millis(), 99),
                percentile(fixed.millis(), 50),
                percentile(fixed.millis(), 99),
                once.perSecond(),
                once.ratio(),
                once.keptShare(),
                percentile(once.millis(), 50),
                percentile(once.millis(), 99),
                connections,
                pages);
    }

    /**
     * All rounds of one kind of call.
     *
     * @param ratio of its median rate to that of the static answer
     * @param millis of all calls, sorted
     * @param keptShare of answers that were given again
     */
    private record Row(double perSecond, double ratio, double[] millis, long meanBytes, double keptShare) {

        static Row of(List<Round> rounds, List<Round> still) {
            double[] millis = rounds.stream()
                    .flatMapToDouble(round -> Arrays.stream(round.millis()))
                    .sorted()
                    .toArray();
            return new Row(
                    median(rounds),
                    median(rounds) / median(still),
                    millis,
                    rounds.stream().mapToLong(Round::bytes).sum() / millis.length,
                    rounds.stream().mapToDouble(Round::kept).sum() / millis.length);
        }

        void print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %10.0f %6.2f %8.2f %8.2f %8d %6.2f%n",
                    what,
                    perSecond,
                    ratio,
                    percentile(millis, 50),
                    percentile(millis, 99),
                    meanBytes,
                    keptShare);
        }
    }

    /** Connections that send one call after the other, for so long. */
    private Round round(int seconds, int connections, Supplier<String> path) throws IOException, InterruptedException {
        double keptBefore = kept();
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
                        bytes[connection] += http.get(path.get(), keys.get(Math.floorMod(turns.getAndIncrement(), keys.size())));
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
        return new Round(all.length / elapsed, all, Arrays.stream(bytes).sum(), kept() - keptBefore);
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

    private static double percentile(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, (int) ((long) sorted.length * percent / 100))];
    }

    /** How many answers have been given again since the service started. */
    private double kept() throws IOException, InterruptedException {
        String answer = HTTP.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
        Matcher count = Pattern.compile("(?m)^desirepath_answers_total\\{[^}]*from=\"kept\"[^}]*} (\\S+)").matcher(answer);
        return count.find() ? Double.parseDouble(count.group(1)) : 0;
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
