import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * How many events a second the suite takes in durably, through the gateway, beside what PostgreSQL's own COPY writes into
 * the same tables in the same run: all columns, indexes and partitions of the log, and the unique message ids, committed
 * synchronously. Rounds of batches, single events and COPY take turns, and medians of rounds are compared.
 *
 * <p>Before the first round everything is warmed up, COPY too: a service that has just been started compiles its own code
 * for a minute, and what is asked for here is what one takes in that runs. The client writes to plain sockets, because on
 * the same processors a dearer one would be measured along with the suite.
 *
 * <p>When more comes than can be recorded, calls are committed as they were sent and recorded afterwards (ADR 30). So that
 * this does not pass for nothing, each round ends when everything in it is recorded and every feed has been read, before
 * COPY begins, and the rate up to then is told too.
 *
 * <p>Also: what one more event costs an account with 100,000 events beside one with ten; and the memory of journey-service
 * from the first event to the last.
 *
 * <p>Run it with {@code ./suite bench ingest [--events N] [--json FILE]} beside a suite that is up.
 */
public class Ingest {

    private static final int BATCH = 100;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int SINGLE_CONNECTIONS = 64;
    private static final int ACCOUNTS = 5_000;
    /** In each account. */
    private static final int PEOPLE = 5;

    private static final int ROUNDS = 5;
    /** Of the events of all rounds; then singles. */
    private static final double WARM_UP = .5;

    private static final int LONG_HISTORY = 100_000;
    private static final int SHORT_HISTORY = 10;
    private static final int HISTORY_CALLS = 400;
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int KEYS = 16;

    private final Connection database;
    /** Databases of the services that read what is recorded. */
    private final List<Connection> readers;
    private final URI gateway;
    private final String admin;
    /** The rate of one key is limited; a merchant who sends this much has several, or a higher limit. */
    private final List<String> keys = new ArrayList<>();
    private final List<String> keyIds = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Random random = new Random(1);
    private long sent;

    Ingest(Map<String, String> env, Connection database, List<Connection> readers) {
        this.database = database;
        this.readers = readers;
        gateway = URI.create(env.get("GATEWAY_URL"));
        admin = env.get("ADMIN_KEY");
    }

    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[0]);
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        int events = Integer.parseInt(options.getOrDefault("--events", "200000"));
        try (Connection database = database(state, "journey");
                Connection persona = database(state, "persona");
                Connection recommendation = database(state, "recommendation")) {
            var readers = List.of(persona, recommendation);
            new Ingest(values(state.resolve("env")), database, readers).run(events, options.get("--json"));
        }
    }

    private void run(int events, String json) throws Exception {
        createKeys();
        try {
            measure(events, json);
        } finally {
            revokeKeys();
            dropCopy(database);
        }
    }

    private void measure(int events, String json) throws Exception {
        int batchRound = events / ROUNDS;
        int singleRound = events / 4 / ROUNDS;
        prepareCopy(database);
        batches(20_000);
        singles(2_000);
        copy(database, batchRound);
        double[] batch = new double[ROUNDS];
        double[] single = new double[ROUNDS];
        double[] copy = new double[ROUNDS];
        double[] recorded = new double[ROUNDS];
        double[] followed = new double[ROUNDS];
        int warmUp = (int) (events * WARM_UP);
        batches(warmUp);
        singles(2 * singleRound);
        recorded();
        followed();
        copy(database, batchRound);
        long before = memory();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            batch[i] = batches(batchRound);
            recorded[i] = batchRound / (recorded() - start) * 1e9;
            followed[i] = batchRound / (followed() - start) * 1e9;
            copy[i] = copy(database, batchRound);
            single[i] = singles(singleRound);
            recorded();
            followed();
        }
        long after = memory();
        double history = historyCost();
        double copied = median(copy);
        System.out.printf("%d events in batches of %d, %d single ones, %d rounds in turn, after %d and %d to warm up%n",
                batchRound * ROUNDS, BATCH, singleRound * ROUNDS, ROUNDS, warmUp, 2 * singleRound);
        System.out.printf("%-52s %12s %8s%n", "", "per second", "ratio");
        row("COPY into the same tables, one connection", copied, 1);
        row("batches of 100 over " + BATCH_CONNECTIONS + " connections", median(batch), median(batch) / copied);
        row("the same, until all is recorded", median(recorded), median(recorded) / copied);
        row("the same, until persona and recommendations follow", median(followed), median(followed) / copied);
        row("single events over " + SINGLE_CONNECTIONS + " connections", median(single), median(single) / copied);
        System.out.printf(Locale.ROOT, "an event of an account with %d events, beside one with %d: %.2f times%n",
                LONG_HISTORY, SHORT_HISTORY, history);
        System.out.printf("resident memory of journey-service: %d MB before, %d MB after%n", before, after);
        if (json != null) {
            Files.writeString(Path.of(json), String.format(Locale.ROOT,
                    "{\"eventsPerSecond\":%.0f,\"copyRowsPerSecond\":%.0f,\"ratioBatch\":%.3f,\"ratioSingle\":%.3f,"
                            + "\"ratioRecorded\":%.3f,\"ratioFollowed\":%.3f,"
                            + "\"historyCostRatio\":%.3f,\"memoryBeforeMb\":%d,\"memoryAfterMb\":%d}%n",
                    median(batch), copied, median(batch) / copied, median(single) / copied,
                    median(recorded) / copied, median(followed) / copied, history, before, after));
        }
    }

    private static void row(String what, double perSecond, double ratio) {
        System.out.printf(Locale.ROOT, "%-52s %12.0f %8.3f%n", what, perSecond, ratio);
    }

    /** @return events a second */
    private double batches(int events) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < events / BATCH; i++) {
            var body = new StringBuilder("{\"batch\":[");
            for (int j = 0; j < BATCH; j++) {
                body.append(j == 0 ? "" : ",").append(event("a-" + random.nextInt(ACCOUNTS)));
            }
            bodies.add(body.append("]}").toString().getBytes());
        }
        return events / send("/v1/batch", bodies, BATCH_CONNECTIONS);
    }

    private double singles(int events) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            bodies.add(event("a-" + random.nextInt(ACCOUNTS)).getBytes());
        }
        return events / send("/v1/track", bodies, SINGLE_CONNECTIONS);
    }

    /** Waits until nothing waits to be recorded. */
    private double recorded() throws SQLException, InterruptedException {
        while (is(database, "SELECT EXISTS (SELECT FROM accepted_call)")) {
            Thread.sleep(20);
        }
        return System.nanoTime();
    }

    /** Waits until no feed has been read any further for two seconds, and says since when. */
    private double followed() throws SQLException, InterruptedException {
        for (Connection reader : readers) {
            while (is(reader, "SELECT max(updated_at) > clock_timestamp() - interval '2 s' FROM feed_cursor")) {
                Thread.sleep(100);
            }
        }
        return System.nanoTime() - 2e9;
    }

    private static boolean is(Connection c, String question) throws SQLException {
        try (Statement sql = c.createStatement();
                ResultSet row = sql.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** @return seconds until the last was answered 200 */
    private double send(String path, List<byte[]> bodies, int connections) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<Thread> senders = new ArrayList<>();
        long start = System.nanoTime();
        for (int c = 0; c < connections; c++) {
            senders.add(Thread.ofPlatform().start(() -> {
                try (var sender = new Sender(gateway)) {
                    for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                        sender.post(path, nextKey(), bodies.get(i));
                    }
                } catch (IOException | InterruptedException e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private String nextKey() {
        return keys.get(calls.getAndIncrement() % KEYS);
    }

    /** One connection, kept open, on which one request at a time is sent and its answer read. */
    private static final class Sender implements AutoCloseable {
        private final Socket socket;
        private final String host;
        private final InputStream in;
        private final ByteArrayOutputStream request = new ByteArrayOutputStream(64 * 1024);

        Sender(URI gateway) throws IOException {
            socket = new Socket(gateway.getHost(), gateway.getPort());
            socket.setTcpNoDelay(true);
            host = gateway.getAuthority();
            in = new BufferedInputStream(socket.getInputStream());
        }

        /** Sends it again when the key's rate is exhausted. */
        void post(String path, String key, byte[] body) throws IOException, InterruptedException {
            int status;
            do {
                request.reset();
                request.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes());
                request.writeBytes(body);
                request.writeTo(socket.getOutputStream());
                status = answer(path);
            } while (status == 429);
        }

        private int answer(String path) throws IOException, InterruptedException {
            int status = Integer.parseInt(line().split(" ")[1]);
            int length = 0;
            long retryAfter = 1;
            for (String header = line(); !header.isEmpty(); header = line()) {
                int colon = header.indexOf(':');
                String value = header.substring(colon + 1).strip();
                switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                    case "content-length" -> length = Integer.parseInt(value);
                    case "retry-after" -> retryAfter = Long.parseLong(value);
                    case "transfer-encoding" -> throw new IOException(path + " answered in chunks");
                    default -> {}
                }
            }
            byte[] body = in.readNBytes(length);
            if (status == 429) {
                Thread.sleep(1000 * retryAfter);
            } else if (status != 200) {
                throw new IOException(path + " answered " + status + " " + new String(body));
            }
            return status;
        }

        private String line() throws IOException {
            var line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the gateway hung up");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void createKeys() throws IOException, InterruptedException {
        for (int i = 0; i < KEYS; i++) {
            HttpResponse<String> created = administer("POST", "/v1/api-keys",
                    "{\"name\":\"bench %s %d\",\"kind\":\"server\",\"scopes\":[\"write\"]}".formatted(RUN, i));
            if (created.statusCode() != 201) {
                throw new IOException("/v1/api-keys answered " + created.statusCode() + " " + created.body());
            }
            keys.add(field(created.body(), "key"));
            keyIds.add(field(created.body(), "id"));
        }
    }

    private void revokeKeys() throws IOException, InterruptedException {
        for (String id : keyIds) {
            administer("DELETE", "/v1/api-keys/" + id, "");
        }
    }

    private HttpResponse<String> administer(String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Authorization", "Bearer " + admin)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String field(String json, String name) {
        Matcher value = Pattern.compile('"' + name + "\":\"?([^\",}]+)").matcher(json);
        if (!value.find()) {
            throw new IllegalStateException("no " + name + " in the answer");
        }
        return value.group(1);
    }

    private String event(String account) {
        return event(account, Instant.now());
    }

    private String event(String account, Instant at) {
        long n = sent++;
        return """
                {"type":"track","messageId":"%s-%d","event":"Product Viewed","userId":"%s-%s-u%d","timestamp":"%s",\
                "context":{"groupId":"%s-%s"},"properties":{"product_id":"P%d","price":12.5,"position":%d}}""".formatted(
                RUN, n, RUN, account, n % PEOPLE, at, RUN, account, n % 997, n % 20);
    }

    /** What an event of an account with a long history costs, as a multiple of one with a short history. */
    private double historyCost() throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        Instant first = Instant.now().minus(Duration.ofMinutes(LONG_HISTORY));
        for (int i = 0; i < LONG_HISTORY / BATCH; i++) {
            var body = new StringBuilder("{\"batch\":[");
            for (int j = 0; j < BATCH; j++) {
                Instant at = first.plus(Duration.ofMinutes(i * BATCH + j));
                body.append(j == 0 ? "" : ",").append(event("long", at));
            }
            bodies.add(body.append("]}").toString().getBytes());
        }
        send("/v1/batch", bodies, 1);
        recorded();
        followed();
        try (var sender = new Sender(gateway)) {
            for (int i = 0; i < SHORT_HISTORY; i++) {
                sender.post("/v1/track", nextKey(), event("short").getBytes());
            }
            return historyCost(sender);
        }
    }

    private double historyCost(Sender sender) throws Exception {
        double[] few = new double[HISTORY_CALLS];
        double[] many = new double[HISTORY_CALLS];
        for (int i = -100; i < HISTORY_CALLS; i++) {
            // A new short account every ten calls: else its history would grow too.
            few[Math.max(i, 0)] = millis(sender, "short-" + Math.floorDiv(i, SHORT_HISTORY));
            many[Math.max(i, 0)] = millis(sender, "long");
        }
        return median(many) / median(few);
    }

    private double millis(Sender sender, String account) throws Exception {
        byte[] body = event(account).getBytes();
        long start = System.nanoTime();
        sender.post("/v1/track", nextKey(), body);
        return (System.nanoTime() - start) / 1e6;
    }

    // --- COPY ---------------------------------------------------------------------------------------------------------

    private static void prepareCopy(Connection c) throws SQLException {
        dropCopy(c);
        try (Statement sql = c.createStatement()) {
            sql.execute("CREATE TABLE bench_activity (LIKE activity INCLUDING ALL) PARTITION BY RANGE (at)");
            sql.execute("CREATE TABLE bench_activity_now PARTITION OF bench_activity DEFAULT");
            sql.execute("CREATE TABLE bench_message (LIKE received_message INCLUDING ALL) PARTITION BY HASH (message_id)");
            for (int i = 0; i < 8; i++) {
                sql.execute("CREATE TABLE bench_message_" + i
                        + " PARTITION OF bench_message FOR VALUES WITH (MODULUS 8, REMAINDER " + i + ")");
            }
        }
    }

    private static void dropCopy(Connection c) throws SQLException {
        try (Statement sql = c.createStatement()) {
            sql.execute("DROP TABLE IF EXISTS bench_activity, bench_message");
        }
    }

    /** Rows of the log and their message ids, a thousand at a time, as the group commit would. */
    private double copy(Connection c, int rows) throws SQLException, IOException {
        c.setAutoCommit(false);
        var copy = c.unwrap(PGConnection.class).getCopyAPI();
        String columns = "account_id, at, message_id, contact_id, event, mark, touchpoint, synthetic, received_at,"
                + " properties, ground, contact_sent";
        List<String[]> chunks = new ArrayList<>();
        for (int done = 0; done < rows; done += 1000) {
            var activity = new StringBuilder();
            var message = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                long n = sent++;
                Instant now = Instant.now();
                activity.append("%s-a-%d\t%s\t%s-%d\t%s-u%d\tProduct Viewed\tPAGE_VIEW\tweb\tfalse\t%s\t{\"product_id\":\"P%d\",\"price\":12.5,\"position\":%d}\tNAMED\ttrue\n"
                        .formatted(RUN, random.nextInt(ACCOUNTS), now, RUN, n, RUN, n % PEOPLE, now, n % 997, n % 20));
                message.append(RUN).append('-').append(n).append('\t').append(now).append('\n');
            }
            chunks.add(new String[] {activity.toString(), message.toString()});
        }
        long start = System.nanoTime();
        for (String[] chunk : chunks) {
            copy.copyIn("COPY bench_message FROM STDIN", new StringReader(chunk[1]));
            copy.copyIn("COPY bench_activity (" + columns + ") FROM STDIN", new StringReader(chunk[0]));
            c.commit();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        c.setAutoCommit(true);
        return rows / seconds;
    }

    // --- The suite's folder -------------------------------------------------------------------------------------------

    private static Connection database(Path state, String name) throws IOException, SQLException {
        List<String> postmaster = Files.readAllLines(state.resolve("data/postgres/postmaster.pid"));
        Map<String, String> secrets = values(state.resolve("secrets"));
        Connection c = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/" + name,
                name + "_owner",
                secrets.get(name.toUpperCase(Locale.ROOT) + "_OWNER_PASSWORD"));
        try (ResultSet row = c.createStatement().executeQuery("SHOW synchronous_commit")) {
            row.next();
            if (!row.getString(1).equals("on")) {
                throw new SQLException("commits are not synchronous");
            }
        }
        return c;
    }

    /** Resident megabytes of journey-service, 0 where the system does not tell. */
    private static long memory() throws IOException {
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            boolean journey = process.info().arguments()
                    .map(arguments -> Arrays.stream(arguments).anyMatch(a -> a.contains("journey-service") && a.endsWith("quarkus-run.jar")))
                    .orElse(false);
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            if (journey && Files.exists(status)) {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith("VmRSS:")) {
                        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                    }
                }
            }
        }
        return 0;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
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
