package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.Secrets;
import io.desirepath.local.folder.SuiteEnv;
import io.desirepath.local.folder.SuiteFolder;
import io.desirepath.local.sample.SampleData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Starts a suite, step by step; if a step fails, ends what the steps before it had started. */
final class Launch {

    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(5);

    private final SuiteFolder folder;
    private final Steps steps;
    private final Function<Service, List<String>> command;
    private final Children children;
    private final Ports ports = new Ports();

    Launch(SuiteFolder folder, Steps steps, Function<Service, List<String>> command, Duration grace) {
        this.folder = folder;
        this.steps = steps;
        this.command = command;
        this.children = new Children(grace);
    }

    LocalSuite start(int port, boolean sample) throws IOException, InterruptedException {
        folder.create();
        Failures.requireSpace(folder.root(), Failures.NEEDED_SPACE);
        SuiteLock lock = SuiteLock.tryToTake(folder)
                .orElseThrow(() -> new Sentence("Another suite already runs in " + folder.root() + "."));
        Runnable ending = () -> end(lock);
        // A signal ends the suite through this hook; after a close it has nothing left to do.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("end-suite").unstarted(ending));
        boolean started = false;
        try {
            LocalSuite suite = start(port, sample, ending);
            started = true;
            return suite;
        } finally {
            if (!started) {
                ending.run();
            }
        }
    }

    private LocalSuite start(int port, boolean sample, Runnable ending) throws IOException, InterruptedException {
        new RunFolder(folder.run()).write(ProcessRecord.of(RunFolder.LAUNCHER, ProcessHandle.current(), port, 0));
        int leftovers = new Leftovers(folder).end();
        if (leftovers > 0) {
            steps.say("✓ ended " + leftovers + " processes of a run that was killed");
        }
        URI gateway = URI.create("http://127.0.0.1:" + gatewayPort(port));
        if (sample && !Files.exists(folder.postgresData()) && !Files.exists(folder.samplePending())) {
            Files.createFile(folder.samplePending());
        }
        SuiteEnv env = SuiteEnv.keep(folder, gateway);
        Secrets secrets = Secrets.keep(folder, secretNames());
        PostgresStore postgres = new PostgresStore(folder, secrets, ports.pick(), children, steps);
        RedisStore redis = new RedisStore(folder, ports.pick(), children, steps);
        steps.run("PostgreSQL", postgres::start);
        steps.run("Redis", redis::start);
        Services services = new Services(
                folder, new ServicePrograms(command, postgres, redis, secrets, env, ports), children, steps);
        steps.run("services", () -> services.start(steps));
        children.keepAlive();
        LocalSuite suite = new LocalSuite(folder, env, secrets, postgres, redis, services, ending);
        if (sample && Files.exists(folder.samplePending())) {
            load(suite);
        }
        return suite;
    }

    private int gatewayPort(int port) {
        int gatewayPort = port == 0 ? ports.pick() : port;
        if (!Ports.isFree(gatewayPort)) {
            throw new Sentence("Port " + gatewayPort + " of 127.0.0.1 is taken by another program: stop that, or"
                    + " choose another port with './suite up --port N'.");
        }
        return gatewayPort;
    }

    static List<String> secretNames() {
        List<String> names = new ArrayList<>(
                List.of(ServicePrograms.INTERNAL_SECRET, ServicePrograms.ERASURE_KEY, PostgresStore.SUPERUSER_SECRET));
        for (Service service : Service.values()) {
            names.add(service.ownerSecret());
            names.add(service.runtimeSecret());
        }
        return names;
    }

    private void load(LocalSuite suite) throws IOException, InterruptedException {
        steps.run("sample data", () -> SampleData.load(folder, suite.env(), steps));
        steps.run("recommendations learn from it", () -> {
            suite.awaitCaughtUp(CAUGHT_UP_WITHIN);
            return null;
        });
        Files.delete(folder.samplePending());
    }

    private void end(SuiteLock lock) {
        if (!children.startEnding()) {
            return;
        }
        try (lock) {
            if (children.any()) {
                steps.run("stopped", children::end);
            }
            new RunFolder(folder.run()).remove(RunFolder.LAUNCHER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
