package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.Secrets;
import io.desirepath.local.folder.SuiteEnv;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
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

    private final SuiteFolder folder;
    private final SuiteEnv env;
    private final Secrets secrets;
    private final PostgresStore postgres;
    private final RedisStore redis;
    private final Services services;
    private final Runnable ending;

    LocalSuite(
            SuiteFolder folder,
            SuiteEnv env,
            Secrets secrets,
            PostgresStore postgres,
            RedisStore redis,
            Services services,
            Runnable ending) {
        this.folder = folder;
        this.env = env;
        this.secrets = secrets;
        this.postgres = postgres;
        this.redis = redis;
        this.services = services;
        this.ending = ending;
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
        private @Nullable Function<Service, List<String>> command;
        private Duration grace = Children.GRACE;

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

        /** What starts a service in place of its built application: program and arguments. */
        public Settings command(Function<Service, List<String>> ofService) {
            this.command = ofService;
            return this;
        }

        /** How long services may take to end before they are killed. Default 20 s. */
        public Settings grace(Duration ofServices) {
            this.grace = ofServices;
            return this;
        }

        /**
         * Returns when all services are ready and, where the sample is loaded, when recommendations know it.
         *
         * @throws Sentence if it cannot be started; whatever had been started is ended
         */
        public LocalSuite start() throws IOException, InterruptedException {
            return new Launch(folder, steps, command(), grace).start(port, sample);
        }

        private Function<Service, List<String>> command() {
            if (command != null) {
                return command;
            }
            Path built = applications == null ? Applications.find() : applications;
            return service -> Applications.command(service, built, folder.temporary(service.module()));
        }
    }

    /** Where outside clients call, {@code http://127.0.0.1:8080}. */
    public URI gateway() {
        return env.gateway();
    }

    /** The gateway's address and the keys. */
    public SuiteEnv env() {
        return env;
    }

    public SuiteFolder folder() {
        return folder;
    }

    /** The process id of a service just now; another one after it died and was started again. */
    public long pid(Service service) {
        return services.process(service).pid();
    }

    /** PostgreSQL's process id just now. */
    public long postgresPid() {
        return postgres.process().pid();
    }

    /** Redis' process id just now. */
    public long redisPid() {
        return redis.process().pid();
    }

    /** A service's own address, which asks for an internal token. */
    public URI address(Service service) {
        return services.programs().address(service);
    }

    /** Where a service tells its health and metrics, {@code /q/health/ready} and {@code /q/metrics}. */
    public URI management(Service service) {
        return services.programs().management(service);
    }

    public URI redis() {
        return redis.uri();
    }

    public Database database(Service service) {
        return new Database(
                postgres.jdbcUrl(service),
                service.runtimeRole(),
                secrets.get(service.runtimeSecret()),
                service.ownerRole(),
                secrets.get(service.ownerSecret()));
    }

    /** The secret with which services sign the tokens among themselves. */
    public String internalSecret() {
        return secrets.get(ServicePrograms.INTERNAL_SECRET);
    }

    /**
     * Waits until the service says that it is ready, as after a kill.
     *
     * @throws Sentence if it does not within that time
     */
    public void awaitReady(Service service, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!services.isReady(service)) {
            if (System.nanoTime() > deadline) {
                throw new Sentence(service.module() + " is not ready after " + within.toSeconds() + " s.");
            }
            Thread.sleep(50);
        }
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
            List<String> behind = services.behind();
            quiet = behind.isEmpty() ? quiet + 1 : 0;
            if (System.nanoTime() > deadline) {
                throw new Sentence("The services have not caught up after " + within.toSeconds() + " s ("
                        + String.join(", ", behind) + "): see " + folder.log(Service.RECOMMENDATION.module()) + ".");
            }
            Thread.sleep(300);
        }
    }

    /** Ends every process, at most about a minute later; does nothing the second time. */
    @Override
    public void close() {
        ending.run();
    }
}
