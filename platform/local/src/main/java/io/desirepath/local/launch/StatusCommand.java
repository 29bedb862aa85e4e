package io.desirepath.local.launch;

import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteEnv;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./suite status}: a table of the processes; exit code 0 if all are well, 3 if not. */
@Command(
        name = "status",
        description = "Show the processes; exit code 0 if all are ready, 3 if not.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    private static final int NOT_ALL_UP = 3;
    private static final String ROW = "%-24s %8s %6s %10s %10s  %s";

    private final SuiteFolder folder;
    private final Steps steps;

    public StatusCommand(SuiteFolder folder, Steps steps) {
        this.folder = folder;
        this.steps = steps;
    }

    @Override
    public Integer call() throws IOException {
        folder.create();
        RunFolder run = new RunFolder(folder.run());
        steps.say(String.format(Locale.ROOT, ROW, "process", "pid", "port", "memory", "up for", "health"));
        boolean allUp = row(RunFolder.LAUNCHER, run.read(RunFolder.LAUNCHER));
        for (Service service : Service.values()) {
            allUp &= row(service.module(), run.read(service.module()));
        }
        allUp &= row(PostgresStore.NAME, run.read(PostgresStore.NAME));
        allUp &= row(RedisStore.NAME, run.read(RedisStore.NAME));
        Optional<SuiteEnv> env = SuiteEnv.read(folder);
        if (allUp && env.isPresent()) {
            steps.say("Gateway: " + env.get().gateway());
        }
        return allUp ? 0 : NOT_ALL_UP;
    }

    private boolean row(String name, Optional<ProcessRecord> known) throws IOException {
        Optional<ProcessHandle> process = known.flatMap(ProcessRecord::living);
        if (process.isEmpty()) {
            steps.say(String.format(Locale.ROOT, ROW, name, "-", "-", "-", "-", "not running"));
            return false;
        }
        ProcessRecord running = known.orElseThrow();
        boolean well = isWell(running);
        steps.say(String.format(
                Locale.ROOT,
                ROW,
                name,
                running.pid(),
                running.port() == 0 ? "-" : running.port(),
                Memory.of(process.get(), name.equals(PostgresStore.NAME))
                        .map(kib -> kib / 1024 + " MB")
                        .orElse("?"),
                age(Duration.between(running.started(), Instant.now())),
                well ? "ready" : "not ready"));
        return well;
    }

    private boolean isWell(ProcessRecord running) throws IOException {
        return switch (running.name()) {
            case RunFolder.LAUNCHER -> new RunningSuite(folder).isReady();
            case RedisStore.NAME -> RedisStore.answers(running.port());
            case PostgresStore.NAME -> !Ports.isFree(running.port());
            default -> Health.isReady(running.managementPort());
        };
    }

    private static String age(Duration up) {
        return up.toHours() > 0
                ? String.format(Locale.ROOT, "%dh %02dm", up.toHours(), up.toMinutesPart())
                : String.format(Locale.ROOT, "%dm %02ds", up.toMinutes(), up.toSecondsPart());
    }
}
