import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What segments cost, beside a suite that is up, all through the gateway:
 *
 * <ul>
 *   <li>how long after an activity was sent the change of a membership that follows from it is read from the change feed,
 *       while 1,000 events a second arrive for 100,000 accounts with 50 segments;
 *   <li>how long it takes until everybody was looked at for a definition that changed;
 *   <li>how fast events are taken in, and recorded, while definitions change, beside the same load without, in turns;
 *   <li>how long a CSV of all accounts takes, and the memory of journey-service before and at most meanwhile.
 * </ul>
 *
 * <p>Accounts come to be by what is sent for them. They and the segments stay, so that the next run finds them there. Run
 * it with {@code ./suite bench segments [--accounts N] [--segments N] [--seconds N] [--json FILE]}.
 */
public class Segments {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String EVENT = "Bench Probe " + RUN;
    private static final String ACCOUNT = "bench-segments-";
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 8;
    private static final int EVENTS_A_SECOND = 1000;
    private static final int EVENTS_A_CALL = 10;
    private static final int PROBES_A_SECOND = 10;
    private static final int REDEFINITIONS = 5;
    private static final int ROUNDS = 4;
    private static final int ROUND_EVENTS = 20_000;
    private static final Pattern CHANGE = Pattern.compile("\"accountId\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]*)\"");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Connection database;
    private final URI gateway;
    private final String key;
    private final long pid;
    private final int accounts;
    private final AtomicInteger sent = new AtomicInteger();
    private final Random random = new Random(1);

    Segments(Map<String, String> env, Connection database, int accounts) {
        this.database = database;
        this.accounts = accounts;
        gateway = URI.create(env.get("GATEWAY_URL"));
        key = env.get("ADMIN_KEY");
        pid = journeyService();
    }

    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[0]);
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        try (Connection database = database(state)) {
            new Segments(
                            values(state.resolve("env")),
                            database,
                            Integer.parseInt(options.getOrDefault("--accounts", "100000")))
                    .run(
                            Integer.parseInt(options.getOrDefault("--segments", "50")),
                            Integer.parseInt(options.getOrDefault("--seconds", "60")),
                            options.get("--json"));
        }
    }

    private void run(int segments, int seconds, String json) throws Exception {
        long begun = System.nanoTime();
        populate();
        List<String> ids = define(segments);
        System.out.printf(Locale.ROOT, "%d accounts with %d events, %d segments, made in %.0f s%n",
                number("SELECT count(*) FROM account_stage"), number("SELECT count(*) FROM activity"),
                number("SELECT count(*) FROM segment"), since(begun));
        double[] effects = effects(ids.getFirst(), seconds);
        System.out.printf(Locale.ROOT, "%d effects while %d events a second arrived: p50 %.0f ms, p99 %.0f ms, at most %.0f ms%n",
                effects.length, EVENTS_A_SECOND, percentile(effects, 50), percentile(effects, 99), percentile(effects, 100));
        double redefinition = redefinition(ids.get(1));
        System.out.printf(Locale.ROOT, "everybody looked at for a changed definition: %.1f s%n", redefinition);
        double[] ingestion = ingestion();
        System.out.printf(Locale.ROOT, "events while definitions change, beside without: answered %.2f, recorded %.2f%n",
                ingestion[0], ingestion[1]);
        double[] csv = csv(ids.get(2));
        System.out.printf(Locale.ROOT, "a CSV of %.0f members: %.1f s; memory of journey-service %.0f MB before, %.0f MB at most%n",
                csv[0], csv[1], csv[2], csv[3]);
        if (json != null) {
            Files.writeString(Path.of(json), String.format(Locale.ROOT,
                    "{\"accounts\":%d,\"segments\":%d,\"eventsPerSecond\":%d,\"effectP50Millis\":%.0f,"
                            + "\"effectP99Millis\":%.0f,\"redefinitionSeconds\":%.2f,\"ratioAnswered\":%.3f,"
                            + "\"ratioRecorded\":%.3f,\"csvRows\":%.0f,\"csvSeconds\":%.2f,\"memoryBeforeMb\":%.0f,"
                            + "\"memoryAtMostMb\":%.0f}%n",
                    accounts, segments, EVENTS_A_SECOND, percentile(effects, 50), percentile(effects, 99), redefinition,
                    ingestion[0], ingestion[1], csv[0], csv[1], csv[2], csv[3]));
        }
    }

    // --- A merchant ---------------------------------------------------------------------------------------------------

    /** Accounts that are not there yet get a few events of the last weeks each. */
    private void populate() throws Exception {
        if (number("SELECT count(*) FROM account_stage WHERE account_id LIKE '" + ACCOUNT + "%'") >= accounts) {
            return;
        }
        String[] events = {"Product Viewed", "Pricing Viewed", "Content Downloaded", "Quote Requested", "Order Completed"};
        List<byte[]> bodies = new ArrayList<>();
        for (int first = 0; first < accounts; first += BATCH / 4) {
            List<String> some = new ArrayList<>();
            for (int account = first; account < Math.min(accounts, first + BATCH / 4); account++) {
                for (int i = 0; i < 4; i++) {
                    Instant at = Instant.now().minusSeconds(60L * random.nextInt(60 * 24 * 60));
                    some.add(event(events[(account + random.nextInt(3)) % events.length], ACCOUNT + account, at));
                }
            }
            bodies.add(body(some));
        }
        send(bodies);
        recorded();
        followed();
    }

    private List<String> define(int segments) throws Exception {
        List<String> ids = new ArrayList<>();
        ids.add(segment("probed", "{'type':'activity','event':'" + EVENT + "','atLeast':1,'withinDays':1}"));
        ids.add(segment("redefined", belief(30)));
        ids.add(segment("everybody", "{'type':'activity','atLeast':1,'withinDays':365}"));
        String[] kinds = {
            "{'type':'all','of':[{'type':'stage','anyOf':['CONSIDERATION','DECISION']},{'type':'timeInStage','atLeastDays':%d}]}",
            "{'type':'activity','event':'Quote Requested','atLeast':1,'withinDays':%d}",
            "{'type':'belief','stage':'DECISION','atLeast':0.%d}",
            "{'type':'all','of':[{'type':'segment','id':'bench-everybody'},"
                    + "{'type':'transition','to':['CONSIDERATION'],'withinDays':%d}]}",
            "{'type':'not','of':{'type':'purchaseProbability','atLeast':0.%d}}",
        };
        long others = number("SELECT count(*) FROM segment WHERE id NOT LIKE 'bench-%'");
        while (others + ids.size() < segments) {
            int n = ids.size();
            ids.add(segment("more-" + n, String.format(Locale.ROOT, kinds[n % kinds.length], 10 + n % 50)));
        }
        evaluated();
        followed();
        return ids;
    }

    private String segment(String name, String condition) throws Exception {
        String id = "bench-" + name;
        HttpResponse<String> answer = call("PUT", "/v1/segments/" + id,
                ("{'name':'Bench " + name + "','subject':'ACCOUNT','condition':" + condition + "}").replace('\'', '"'));
        if (answer.statusCode() > 201) {
            throw new IOException("PUT " + id + " answered " + answer.statusCode() + " " + answer.body());
        }
        return id;
    }

    private static String belief(int percent) {
        return "{'type':'any','of':[{'type':'belief','stage':'CONSIDERATION','atLeast':0." + percent + "},"
                + "{'type':'activity','event':'Pricing Viewed','atLeast':2,'withinDays':" + percent + "}]}";
    }

    // --- What is measured ---------------------------------------------------------------------------------------------

    /** @return milliseconds from sending an event to reading the change that follows from it, each */
    private double[] effects(String segment, int seconds) throws Exception {
        Map<String, Long> probes = new ConcurrentHashMap<>();
        Map<String, Double> seen = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread reader = Thread.ofPlatform().start(() -> read(segment, probes, seen, over));
        Thread load = Thread.ofPlatform().start(() -> load(over));
        Thread.sleep(5000);
        int asked = seconds * PROBES_A_SECOND;
        for (int i = 0; i < asked; i++) {
            String account = ACCOUNT + i * 7919L % accounts;
            String body = new String(body(List.of(event(EVENT, account, Instant.now()))));
            if (probes.putIfAbsent(account, System.nanoTime()) == null) {
                Thread.ofVirtual().start(() -> {
                    try {
                        call("POST", "/v1/batch", body);
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            LockSupport.parkNanos(1_000_000_000L / PROBES_A_SECOND);
        }
        for (int i = 0; i < 300 && seen.size() < probes.size(); i++) {
            Thread.sleep(100);
        }
        over.set(true);
        load.join();
        reader.interrupt();
        if (seen.size() < probes.size()) {
            throw new IllegalStateException(probes.size() - seen.size() + " of " + probes.size() + " effects were not seen");
        }
        return seen.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private void read(String segment, Map<String, Long> probes, Map<String, Double> seen, AtomicBoolean over) {
        String cursor = "";
        while (!over.get()) {
            try {
                HttpResponse<String> page =
                        call("GET", "/v1/segments/" + segment + "/changes?wait=10s&after=" + cursor, "");
                long now = System.nanoTime();
                Matcher change = CHANGE.matcher(page.body());
                while (change.find()) {
                    Long begun = probes.get(change.group(1));
                    if (begun != null) {
                        seen.putIfAbsent(change.group(1), (now - begun) / 1e6);
                    }
                }
                Matcher next = NEXT.matcher(page.body());
                if (page.statusCode() != 200 || !next.find()) {
                    throw new IllegalStateException("changes answered " + page.statusCode() + " " + page.body());
                }
                cursor = next.group(1);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** So many events a second for any of the accounts, as storefronts would send them. */
    private void load(AtomicBoolean over) {
        long start = System.nanoTime();
        long pause = 1_000_000_000L * EVENTS_A_CALL / EVENTS_A_SECOND;
        try (var calls = java.util.concurrent.Executors.newFixedThreadPool(CONNECTIONS)) {
            for (long n = 0; !over.get(); n++) {
                List<String> some = new ArrayList<>();
                for (int i = 0; i < EVENTS_A_CALL; i++) {
                    some.add(event("Product Viewed", ACCOUNT + random.nextInt(accounts), Instant.now()));
                }
                calls.submit(() -> call("POST", "/v1/batch", new String(body(some))));
                LockSupport.parkNanos(Math.max(0, start + n * pause - System.nanoTime()));
            }
        }
    }

    /** @return seconds until everybody was looked at for a definition that changed, the median of some changes */
    private double redefinition(String segment) throws Exception {
        double[] seconds = new double[REDEFINITIONS];
        for (int i = 0; i < REDEFINITIONS; i++) {
            long begun = System.nanoTime();
            segment("redefined", belief(20 + i));
            evaluated();
            seconds[i] = since(begun);
        }
        Arrays.sort(seconds);
        return seconds[REDEFINITIONS / 2];
    }

    /** @return rates while a definition changes again and again, as a share of those without: answered, recorded */
    private double[] ingestion() throws Exception {
        double[] answered = new double[ROUNDS];
        double[] recorded = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            double[] without = round(false);
            double[] with = round(true);
            answered[Math.max(0, round)] = without[0] / with[0];
            recorded[Math.max(0, round)] = without[1] / with[1];
        }
        Arrays.sort(answered);
        Arrays.sort(recorded);
        return new double[] {
            (answered[ROUNDS / 2 - 1] + answered[ROUNDS / 2]) / 2, (recorded[ROUNDS / 2 - 1] + recorded[ROUNDS / 2]) / 2
        };
    }

    private double[] round(boolean redefining) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread definitions = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; redefining && !over.get(); i++) {
                    segment("redefined", belief(10 + i % 80));
                    while (!over.get() && is("SELECT EXISTS (SELECT FROM segment WHERE state = 'EVALUATING')")) {
                        Thread.sleep(50);
                    }
                }
            } catch (Exception e) {
                failure.set(e);
            }
        });
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < ROUND_EVENTS / BATCH; i++) {
            List<String> some = new ArrayList<>();
            for (int j = 0; j < BATCH; j++) {
                some.add(event("Product Viewed", ACCOUNT + random.nextInt(accounts), Instant.now()));
            }
            bodies.add(body(some));
        }
        long begun = System.nanoTime();
        send(bodies);
        double answered = since(begun);
        recorded();
        double recorded = since(begun);
        over.set(true);
        definitions.join();
        if (failure.get() != null) {
            throw failure.get();
        }
        evaluated();
        followed();
        return new double[] {answered, recorded};
    }

    /** @return rows, seconds, resident megabytes before, and at most meanwhile */
    private double[] csv(String segment) throws Exception {
        double before = memory();
        AtomicReference<Double> most = new AtomicReference<>(before);
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                most.updateAndGet(known -> Math.max(known, memory()));
                LockSupport.parkNanos(20_000_000);
            }
        });
        long begun = System.nanoTime();
        HttpResponse<InputStream> answer = HTTP.send(
                HttpRequest.newBuilder(gateway.resolve("/v1/segments/" + segment + "/members"))
                        .header("Authorization", "Bearer " + key)
                        .header("Accept", "text/csv")
                        .build(),
                BodyHandlers.ofInputStream());
        long rows = -1;
        try (InputStream lines = answer.body()) {
            byte[] some = new byte[64 * 1024];
            for (int n = lines.read(some); n >= 0; n = lines.read(some)) {
                for (int i = 0; i < n; i++) {
                    rows += some[i] == '\n' ? 1 : 0;
                }
            }
        }
        double seconds = since(begun);
        over.set(true);
        watch.join();
        if (answer.statusCode() != 200 || rows < accounts) {
            throw new IllegalStateException("CSV answered " + answer.statusCode() + " with " + rows + " rows");
        }
        return new double[] {rows, seconds, before, most.get()};
    }

    // --- Calls and waits ----------------------------------------------------------------------------------------------

    private String event(String name, String account, Instant at) {
        int n = sent.getAndIncrement();
        String order = name.equals("Order Completed")
                ? ",\"order_id\":\"O%d\",\"currency\":\"GBP\",\"products\":[{\"product_id\":\"P%d\",\"quantity\":1,\"price\":12.5}]"
                        .formatted(n, n % 997)
                : "";
        return """
                {"type":"track","messageId":"%s-%d","event":"%s","userId":"%s-u%d","timestamp":"%s",\
                "context":{"groupId":"%s"},"properties":{"product_id":"P%d","position":%d%s}}""".formatted(
                RUN, n, name, account, n % 3, at, account, n % 997, n % 20, order);
    }

    private static byte[] body(List<String> events) {
        return ("{\"batch\":[" + String.join(",", events) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private void send(List<byte[]> bodies) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<Thread> senders = new ArrayList<>();
        for (int c = 0; c < CONNECTIONS; c++) {
            senders.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                        call("POST", "/v1/batch", new String(bodies.get(i), StandardCharsets.UTF_8));
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
    }

    /** Sends it again when the key's rate is exhausted. */
    private HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(gateway.resolve(path))
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 429) {
                if (answer.statusCode() >= 500) {
                    throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
                }
                return answer;
            }
            Thread.sleep(1000 * answer.headers().firstValueAsLong("Retry-After").orElse(1));
        }
    }

    private void recorded() throws SQLException, InterruptedException {
        while (is("SELECT EXISTS (SELECT FROM accepted_call)")) {
            Thread.sleep(20);
        }
    }

    /** Waits until no feed has been read any further for two seconds. */
    private void followed() throws SQLException, InterruptedException {
        while (is("SELECT max(updated_at) > clock_timestamp() - interval '2 s' FROM feed_cursor")) {
            Thread.sleep(100);
        }
    }

    private void evaluated() throws SQLException, InterruptedException {
        while (is("SELECT EXISTS (SELECT FROM segment WHERE state = 'EVALUATING')")) {
            Thread.sleep(20);
        }
    }

    private synchronized boolean is(String question) throws SQLException {
        try (Statement sql = database.createStatement();
                ResultSet row = sql.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private synchronized long number(String question) throws SQLException {
        try (Statement sql = database.createStatement();
                ResultSet row = sql.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Resident megabytes of journey-service. */
    private double memory() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024.0;
        } catch (IOException e) {
            throw new IllegalStateException("journey-service is gone", e);
        }
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** Of sorted values. */
    private static double percentile(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    // --- The suite's folder -------------------------------------------------------------------------------------------

    private static Connection database(Path state) throws IOException, SQLException {
        List<String> postmaster = Files.readAllLines(state.resolve("data/postgres/postmaster.pid"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/journey",
                "journey_owner",
                values(state.resolve("secrets")).get("JOURNEY_OWNER_PASSWORD"));
    }

    private static long journeyService() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(a -> a.contains("journey-service") && a.endsWith("quarkus-run.jar")))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow();
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
