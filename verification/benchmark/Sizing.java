import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteFolder;
import io.desirepath.local.launch.LocalSuite;
import io.desirepath.local.launch.Service;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a service needs, for the table in the operations guide: how long it takes to start with the AOT cache of its image
 * and as Quarkus starts it without one, and how much memory it takes at rest and under load. It runs the files of the
 * images ({@code ./suite images} writes them) with the images' own Java runtimes, outside of containers, on the embedded
 * stores with the sample data.
 *
 * <p>Starts are to the first ready answer, beside the suite at rest, with and without the cache in turn; medians. Memory is
 * the resident size. Load is batches of 20 activities and recommendations of all accounts, by turns, from 8 connections.
 *
 * <p>Run it with {@code ./suite bench sizing [--seconds N] [--rounds N] [--json FILE]}.
 */
public class Sizing {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int CONNECTIONS = 8;
    private static final int BATCH = 20;
    private static final int REST_SECONDS = 20;

    /** What the chart gives each: its memory limit times the heap's share of it, in MiB. */
    private static final Map<Service, Integer> HEAP =
            Map.of(Service.PERSONA, 384, Service.JOURNEY, 512, Service.RECOMMENDATION, 768, Service.GATEWAY, 256);

    private final Path work;
    private final Steps steps = new Steps(System.out, false);
    private final Map<Service, Image> images = new EnumMap<>(Service.class);
    private final Map<Service, Row> rows = new EnumMap<>(Service.class);

    /**
     * An unpacked image.
     *
     * @param options the JVM's in its entry point, without those of the cache
     */
    private record Image(Path java, Path application, List<String> options) {}

    /** A line of the table; times in milliseconds, memory in MiB. */
    private static final class Row {
        long plain;
        long cached;
        long resting;
        long loaded;
    }

    private Sizing(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        Path work = Files.createTempDirectory("desire-path-sizing");
        try {
            new Sizing(work)
                    .run(
                            Path.of(args[0]),
                            Integer.parseInt(options.getOrDefault("--seconds", "60")),
                            Integer.parseInt(options.getOrDefault("--rounds", "5")),
                            options.get("--json"));
        } finally {
            SuiteFolder.deleteTree(work);
        }
    }

    private void run(Path archives, int seconds, int rounds, String json) throws Exception {
        for (Service service : Service.values()) {
            images.put(service, unpack(archives.resolve(service.module() + ".tar"), work.resolve(service.module())));
            rows.put(service, new Row());
        }
        LocalSuite.Settings settings =
                LocalSuite.in(work.resolve("suite")).port(0).steps(steps).command(this::command);
        long calls;
        try (LocalSuite suite = settings.start()) {
            Thread.sleep(REST_SECONDS * 1000L);
            rows.forEach((service, row) -> row.resting = memory(suite.pid(service)));
            starts(rounds);
            calls = load(suite, seconds);
        }
        print(seconds, rounds, calls);
        if (json != null) {
            Files.writeString(Path.of(json), json());
        }
    }

    /** An archive of the OCI image layout: index, manifest, configuration and layers, each named by its digest. */
    private static Image unpack(Path archive, Path folder) throws IOException, InterruptedException {
        if (!Files.exists(archive)) {
            throw new IllegalStateException("There is no " + archive + ": './suite images' writes it.");
        }
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Path root = Files.createDirectories(folder.resolve("root"));
        extract(archive, parts);
        JsonNode manifest = JSON.readTree(blob(
                parts, JSON.readTree(parts.resolve("index.json").toFile()).at("/manifests/0")));
        for (JsonNode layer : manifest.get("layers")) {
            extract(blob(parts, layer).toPath(), root);
        }
        JsonNode config = JSON.readTree(blob(parts, manifest.get("config"))).get("config");
        List<String> options = new ArrayList<>();
        for (JsonNode argument : config.get("Entrypoint")) {
            String text = argument.asText();
            if (text.startsWith("-") && !text.equals("-jar") && !text.startsWith("-XX:AOTCache")) {
                options.add(text);
            }
        }
        String home = "";
        for (JsonNode variable : config.get("Env")) {
            home = variable.asText().startsWith("JAVA_HOME=") ? variable.asText().substring(10) : home;
        }
        return new Image(root.resolve("." + home + "/bin/java").normalize(), root.resolve("app"), options);
    }

    private static File blob(Path parts, JsonNode descriptor) {
        return parts.resolve("blobs/" + descriptor.get("digest").asText().replace(':', '/'))
                .toFile();
    }

    private static void extract(Path archive, Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-xf", "" + archive, "-C", "" + folder, "--exclude=dev", "--exclude=./dev")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (tar.waitFor() != 0) {
            throw new IllegalStateException(archive + " cannot be unpacked.");
        }
    }

    /** As in the image, and what it was told is kept for further starts. */
    private List<String> command(Service service) {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "env >" + told(service) + "; exec \"$@\"", "sh"));
        command.addAll(cached(service));
        return command;
    }

    private Path told(Service service) {
        return work.resolve(service.module() + ".env");
    }

    private List<String> cached(Service service) {
        Path application = images.get(service).application();
        return java(service, "-XX:AOTCache=" + application.resolve("service.aot"), "-XX:AOTMode=on", "-jar",
                "" + application.resolve("service.jar"));
    }

    private List<String> plain(Service service) {
        return java(service, "-jar", "" + images.get(service).application().resolve("quarkus-run.jar"));
    }

    private List<String> java(Service service, String... arguments) {
        Image image = images.get(service);
        List<String> command = new ArrayList<>(List.of("" + image.java()));
        command.addAll(image.options());
        command.add("-Xmx" + HEAP.get(service) + "m");
        command.addAll(List.of(arguments));
        return command;
    }

    private void starts(int rounds) throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            long[] plain = new long[rounds];
            long[] cached = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                plain[i] = start(service, plain(service));
                cached[i] = start(service, cached(service));
            }
            rows.get(service).plain = median(plain);
            rows.get(service).cached = median(cached);
        }
    }

    /** @return milliseconds until it is ready */
    private long start(Service service, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (String line : Files.readAllLines(told(service))) {
            int split = line.indexOf('=');
            if (split > 0) {
                builder.environment().put(line.substring(0, split), line.substring(split + 1));
            }
        }
        int management = freePort();
        builder.environment().put("QUARKUS_HTTP_PORT", "" + freePort());
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", "" + management);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        while (!ready(management)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(service.module() + " does not start: " + String.join(" ", command));
            }
            Thread.sleep(5);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        process.destroy();
        process.waitFor();
        return millis;
    }

    private static boolean ready(int management) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** @return how many calls there were */
    private long load(LocalSuite suite, int seconds) throws Exception {
        List<String> accounts = new ArrayList<>();
        get(suite, "/v1/accounts?pageSize=1000").get("accounts").forEach(a -> accounts.add(a.get("id").asText()));
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicLong calls = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < CONNECTIONS; c++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) {
                    long number = calls.getAndIncrement();
                    String account = accounts.get((int) (number % accounts.size()));
                    if (number % 2 == 0) {
                        call(suite, "/v1/batch", batch(number, account));
                    } else {
                        call(suite, "/v1/accounts/" + account + "/recommendations?placement=home&contact=" + number, "");
                    }
                }
            }));
        }
        while (System.nanoTime() < end) {
            Thread.sleep(1000);
            rows.forEach((service, row) -> row.loaded = Math.max(row.loaded, memory(suite.pid(service))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return calls.get();
    }

    private static String batch(long number, String account) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            events.add("""
                    {"type":"track","messageId":"sizing-%d-%d","event":"Product Viewed","timestamp":"%s",\
                    "context":{"groupId":"%s"},"properties":{"product_id":"p%d"}}"""
                    .formatted(number, i, Instant.now(), account, i));
        }
        return "{\"batch\":[" + String.join(",", events) + "]}";
    }

    private static JsonNode get(LocalSuite suite, String path) throws IOException {
        return JSON.readTree(call(suite, path, ""));
    }

    private static String call(LocalSuite suite, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(suite.gateway() + path))
                .header("Authorization", "Bearer " + suite.env().adminKey())
                .header("Content-Type", "application/json");
        try {
            HttpResponse<String> answer = HTTP.send(
                    body.isEmpty() ? request.build() : request.POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() == 429) {
                Thread.sleep(20);
            } else if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Resident, in MiB. */
    private static long memory(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            return Long.parseLong(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
                    / 1024;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void print(int seconds, int rounds, long calls) {
        System.out.printf(
                Locale.ROOT,
                "%d processors, %d starts of each kind, %d calls in %d s (half of them %d activities each)%n%n",
                Runtime.getRuntime().availableProcessors(),
                rounds,
                calls,
                seconds,
                BATCH);
        System.out.println("| service | start without cache | with AOT cache | ratio | heap at most | memory at rest | under load |");
        System.out.println("|---|---|---|---|---|---|---|");
        rows.forEach((service, row) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s | %.2f | %d MiB | %d MiB | %d MiB |%n",
                service.module(),
                row.plain / 1000.0,
                row.cached / 1000.0,
                (double) row.cached / row.plain,
                HEAP.get(service),
                row.resting,
                row.loaded));
    }

    private String json() throws IOException {
        Map<String, Object> services = new LinkedHashMap<>();
        rows.forEach((service, row) -> services.put(
                service.module(),
                Map.of(
                        "startMillis", row.plain,
                        "cachedStartMillis", row.cached,
                        "ratio", (double) row.cached / row.plain,
                        "heapMiB", HEAP.get(service),
                        "restMiB", row.resting,
                        "loadMiB", row.loaded)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("services", services)) + "\n";
    }
}
