package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.Secrets;
import io.desirepath.local.folder.SuiteEnv;
import io.desirepath.local.folder.SuiteFolder;
import io.desirepath.local.sample.SampleData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole suite on this machine: PostgreSQL, Redis and the four services as child processes, each started again when
 * it dies. Closing it ends all of them, services first.
 *
 * <pre>{@code
 * try (LocalSuite suite = LocalSuite.in(folder).port(0).sample(false).start()) {
 *     suite.gateway(); suite.env().writeKey(); suite.pid(Service.JOURNEY);
 * }
 * }</pre>
 */
public final class LocalSuite implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(5);
    private static final Duration SERVICE_GRACE = Duration.ofSeconds(15);
    private static final Duration STORE_GRACE = Duration.ofSeconds(20);

    private final SuiteFolder folder;
    private final Steps steps;
    private final SuiteLock lock;
    private final Map<Service, ManagedProcess> services = new EnumMap<>(Service.class);

    private @Nullable PostgresStore postgres;
    private @Nullable RedisStore redis;
    private @Nullable ServicePrograms programs;
    private @Nullable Secrets secrets;
    private @Nullable SuiteEnv env;
    private volatile boolean closing;

    private LocalSuite(SuiteFolder folder, Steps steps, SuiteLock lock) {
        this.folder = folder;
        this.steps = steps;
        this.lock = lock;
    }

    /** A suite that keeps everything in this folder; another run in the same folder finds its data and keys again. */
    public static Settings in(Path folder) {
        return new Settings(new SuiteFolder(folder));
    }

    /** How a suite is to be started. */
    public static final class Settings {

        private final SuiteFolder folder;
        private int port = 8080;
        private boolean sample = true;
        private Steps steps = Steps.silent();
        private @Nullable Path applications;

        private Settings(SuiteFolder folder) {
            this.folder = folder;
        }

        /** Where the gateway listens on 127.0.0.1; 0 takes a free port. Default 8080. */
        public Settings port(int gatewayPort) {
            this.port = gatewayPort;
            return this;
        }

        /** Whether a new folder gets the sample data. Default true. */
        public Settings sample(boolean load) {
            this.sample = load;
            return this;
        }

        /** Who is told about the steps of starting and stopping. Default nobody. */
        public Settings steps(Steps listener) {
            this.steps = listener;
            return this;
        }

        /**
         * The folder that holds {@code <module>/target/quarkus-app} (a built checkout) or {@code <module>/quarkus-app}
         * of each service. Default: system property {@code desirepath.applications}, else the checkout around the
         * working directory.
         */
        public Settings applications(Path holder) {
            this.applications = holder;
            return this;
        }

        /**
         * Returns when all services are ready and, with a sample to load, when recommendations know it.
         *
         * @throws Sentence if it cannot be started; whatever had been started is ended
         */
        @SuppressWarnings("MustBeClosedChecker")
        public LocalSuite start() throws IOException, InterruptedException {
            folder.create();
            Failures.requireSpace(folder.root(), Failures.NEEDED_SPACE);
            SuiteLock lock = SuiteLock.tryToTake(folder)
                    .orElseThrow(() -> new Sentence("Another suite already runs in " + folder.root() + "."));
            LocalSuite suite = new LocalSuite(folder, steps, lock);
            Thread hook = Thread.ofPlatform().name("end-suite").unstarted(suite::close);
            Runtime.getRuntime().addShutdownHook(hook);
            boolean started = false;
            try {
                suite.start(port, sample, applications == null ? Applications.find() : applications);
                started = true;
                return suite;
            } finally {
                if (!started) {
                    suite.close();
                }
            }
        }
    }

    private void start(int port, boolean sample, Path applications) throws IOException, InterruptedException {
        new RunFolder(folder.run()).write(ProcessRecord.of(RunFolder.LAUNCHER, ProcessHandle.current(), port, 0));
        endLeftovers();
        Ports ports = new Ports();
        int gatewayPort = port == 0 ? ports.pick() : port;
        if (!Ports.isFree(gatewayPort)) {
            throw new Sentence("Port " + gatewayPort + " of 127.0.0.1 is taken by another program: stop it, or choose"
                    + " another with './suite up --port N'.");
        }
        if (sample && !Files.exists(folder.postgresData())) {
            Files.createFile(folder.samplePending());
        }
        env = SuiteEnv.keep(folder, URI.create("http://127.0.0.1:" + gatewayPort));
        secrets = Secrets.keep(folder, secretNames());
        startStores(ports);
        startServices(ports, applications);
        if (sample && Files.exists(folder.samplePending())) {
            loadSample();
        }
    }

    private void endLeftovers() throws IOException {
        Leftovers leftovers = new Leftovers(folder);
        int ended = leftovers.end();
        if (ended > 0) {
            steps.say("✓ ended " + ended + " processes of a run that was killed");
        }
    }

    private static List<String> secretNames() {
        List<String> names = new ArrayList<>(List.of(ServicePrograms.INTERNAL_SECRET, PostgresStore.SUPERUSER_SECRET));
        for (Service service : Service.values()) {
            names.add(service.ownerSecret());
            names.add(service.runtimeSecret());
        }
        return names;
    }

    private void startStores(Ports ports) throws IOException, InterruptedException {
        Secrets known = Objects.requireNonNull(secrets);
        this.<Exception>step("PostgreSQL", () -> {
            PostgresStore store = new PostgresStore(folder, known, ports.pick(), this::announce);
            postgres = store;
            store.initialise();
            store.start();
            return "port " + store.process().program().port();
        });
        this.<Exception>step("Redis", () -> {
            RedisStore store = new RedisStore(folder, ports.pick(), this::announce);
            redis = store;
            store.start();
            return "port " + store.process().program().port();
        });
    }

    private void startServices(Ports ports, Path applications) throws IOException, InterruptedException {
        programs = new ServicePrograms(
                applications,
                Objects.requireNonNull(postgres),
                Objects.requireNonNull(redis),
                Objects.requireNonNull(secrets),
                Objects.requireNonNull(env),
                ports);
        for (Service service : Service.values()) {
            services.put(service, new ManagedProcess(programs.of(service), folder, this::announce));
        }
        step("services", () -> {
            for (ManagedProcess service : services.values()) {
                service.start();
            }
            return awaitAllReady();
        });
        processes().forEach(ManagedProcess::keepAlive);
    }

    private String awaitAllReady() throws InterruptedException {
        long start = System.nanoTime();
        Map<Service, Double> seconds = new EnumMap<>(Service.class);
        while (seconds.size() < services.size()) {
            for (Service service : services.keySet()) {
                if (!seconds.containsKey(service) && isReady(service)) {
                    seconds.put(service, (System.nanoTime() - start) / 1e9);
                }
            }
            requireAlive();
            if (System.nanoTime() - start > READY_WITHIN.toNanos()) {
                services.keySet().stream().filter(s -> !seconds.containsKey(s)).forEach(this::fail);
            }
            Thread.sleep(100);
        }
        return seconds.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.1f s", e.getKey().module(), e.getValue()))
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private boolean isReady(Service service) {
        return Health.isReady(management(service).getPort());
    }

    private void requireAlive() {
        services.forEach((service, process) -> {
            if (!process.isAlive()) {
                fail(service);
            }
        });
    }

    private void fail(Service service) {
        Path log = folder.log(service.module());
        LogTail.lines(log, 15).forEach(line -> steps.say("    " + line));
        throw Failures.explain(log, service.module() + " did not start: see " + log + ".");
    }

    private void loadSample() throws IOException, InterruptedException {
        step("sample data", () -> SampleData.load(Objects.requireNonNull(env), steps));
        step("recommendations learn from it", () -> {
            awaitCaughtUp(CAUGHT_UP_WITHIN);
            return null;
        });
        Files.delete(folder.samplePending());
    }

    /**
     * Waits until the readers of all change feeds have read everything and a recommendation model is trained.
     *
     * @throws Sentence if they have not within that time
     */
    public void awaitCaughtUp(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        int quiet = 0;
        // A reader that has not looked yet also reports no lag: only two looks in a row count.
        while (quiet < 2) {
            List<String> waitingFor = waitingFor();
            quiet = waitingFor.isEmpty() ? quiet + 1 : 0;
            if (System.nanoTime() > deadline) {
                throw new Sentence("The services have not caught up after " + within.toSeconds() + " s ("
                        + String.join(", ", waitingFor) + "): see "
                        + folder.log(Service.RECOMMENDATION.module()) + ".");
            }
            Thread.sleep(300);
        }
    }

    private List<String> waitingFor() {
        List<String> waitingFor = new ArrayList<>();
        for (Service service : services.keySet()) {
            Health.readiness(management(service).getPort())
                    .map(CatchUp::of)
                    .ifPresentOrElse(
                            state -> {
                                state.lags().forEach(lag -> waitingFor.add(service.module() + " " + lag));
                                if (!state.trained()) {
                                    waitingFor.add("no model trained");
                                }
                            },
                            () -> waitingFor.add(service.module() + " does not answer"));
        }
        return waitingFor;
    }

    /** Where outside clients call, {@code http://127.0.0.1:8080}. */
    public URI gateway() {
        return env().gateway();
    }

    /** The gateway's address and the keys. */
    public SuiteEnv env() {
        return Objects.requireNonNull(env);
    }

    public SuiteFolder folder() {
        return folder;
    }

    /** The process id of a service just now; another one after it died and was started again. */
    public long pid(Service service) {
        return Objects.requireNonNull(services.get(service)).pid();
    }

    /** A service's own address, which asks for an internal token. */
    public URI address(Service service) {
        return Objects.requireNonNull(programs).address(service);
    }

    /** Where a service tells its health and metrics. */
    public URI management(Service service) {
        return Objects.requireNonNull(programs).management(service);
    }

    public URI redis() {
        return Objects.requireNonNull(redis).uri();
    }

    public Database database(Service service) {
        Secrets known = Objects.requireNonNull(secrets);
        return new Database(
                Objects.requireNonNull(postgres).jdbcUrl(service),
                service.runtimeRole(),
                known.get(service.runtimeSecret()),
                service.ownerRole(),
                known.get(service.ownerSecret()));
    }

    /** The secret with which services sign the tokens among themselves. */
    public String internalSecret() {
        return Objects.requireNonNull(secrets).get(ServicePrograms.INTERNAL_SECRET);
    }

    /**
     * Waits until the service says that it is ready, as after a kill.
     *
     * @throws Sentence if it does not within that time
     */
    public void awaitReady(Service service, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!isReady(service)) {
            if (System.nanoTime() > deadline) {
                throw new Sentence(service.module() + " is not ready after " + within.toSeconds() + " s.");
            }
            Thread.sleep(50);
        }
    }

    private List<ManagedProcess> processes() {
        List<ManagedProcess> all = new ArrayList<>(services.values());
        if (redis != null) {
            all.add(redis.process());
        }
        if (postgres != null) {
            all.add(postgres.process());
        }
        return all;
    }
}
