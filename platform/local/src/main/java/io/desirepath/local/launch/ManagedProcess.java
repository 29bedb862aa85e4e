package io.desirepath.local.launch;

import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A child process with its log and its record; once {@link #keepAlive} was called, it is started again when it dies. */
final class ManagedProcess {

    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final Duration STABLE_AFTER = Duration.ofSeconds(60);

    /**
     * @param name of its log and record
     * @param command program and arguments
     * @param environment added to this process' own
     * @param port where it serves
     * @param managementPort where it tells its health, 0 if nowhere
     */
    record Program(String name, List<String> command, Map<String, String> environment, int port, int managementPort) {}

    private final Program program;
    private final Path log;
    private final Path temporary;
    private final RunFolder run;
    private final Consumer<String> announce;

    private @Nullable Process process;
    private boolean kept;
    private boolean stopping;
    private Duration delay = FIRST_DELAY;
    private long startedNanos;

    ManagedProcess(Program program, SuiteFolder folder, Consumer<String> announce) {
        this.program = program;
        this.log = folder.log(program.name());
        this.temporary = folder.temporary(program.name());
        this.run = new RunFolder(folder.run());
        this.announce = announce;
    }

    /** Starts it with a new log; the log of the run before is kept beside it. */
    void start() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(program.name() + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        spawn();
    }

    private synchronized void spawn() throws IOException {
        if (stopping) {
            return;
        }
        // Whoever was killed left behind what it had put aside.
        SuiteFolder.deleteTree(temporary);
        Files.createDirectories(temporary);
        ProcessBuilder builder = new ProcessBuilder(detached(program.command()))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(program.environment());
        Process started = builder.start();
        process = started;
        startedNanos = System.nanoTime();
        run.write(ProcessRecord.of(program.name(), started.toHandle(), program.port(), program.managementPort()));
        started.onExit().thenAccept(this::died);
    }

    /** A session of its own keeps Ctrl-C in a terminal from reaching the stores before the services are done. */
    private static List<String> detached(List<String> command) {
        if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return command;
        }
        List<String> detached = new ArrayList<>(List.of("/usr/bin/setsid"));
        detached.addAll(command);
        return detached;
    }

    /** From now on, until it is stopped, it is started again whenever it dies. */
    synchronized void keepAlive() {
        kept = true;
        if (!isAlive()) {
            scheduleRestart("is not running");
        }
    }

    private synchronized void died(Process dead) {
        if (kept && !stopping && dead == process) {
            scheduleRestart("ended with exit code " + dead.exitValue());
        }
    }

    private void scheduleRestart(String why) {
        if (System.nanoTime() - startedNanos > STABLE_AFTER.toNanos()) {
            delay = FIRST_DELAY;
        }
        announce.accept(String.format(
                Locale.ROOT, "%s %s; starting it again in %.1f s", program.name(), why, delay.toMillis() / 1000.0));
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::startAgain);
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }

    private synchronized void startAgain() {
        try {
            spawn();
        } catch (IOException | UncheckedIOException e) {
            scheduleRestart("could not be started (" + e.getMessage() + ")");
        }
    }

    /** Nothing is started any more from here on; a process that runs goes on until {@link #end}. */
    synchronized void aboutToStop() {
        stopping = true;
    }

    /** Ends them together: each its signal, then the grace, then by force. */
    static void end(List<ManagedProcess> processes, Duration grace) {
        processes.forEach(ManagedProcess::aboutToStop);
        List<ProcessHandle> handles = new ArrayList<>();
        for (ManagedProcess managed : processes) {
            Process current = managed.current();
            if (current != null) {
                handles.add(current.toHandle());
            }
        }
        String signal = processes.isEmpty()
                ? Signals.TERM
                : Signals.toStop(processes.getFirst().program.name());
        Signals.end(handles, signal, grace);
        processes.forEach(ManagedProcess::removeRecord);
    }

    private void removeRecord() {
        try {
            run.remove(program.name());
        } catch (IOException e) {
            announce.accept("the record of " + program.name() + " could not be removed: " + e.getMessage());
        }
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** @throws IllegalStateException if it was never started */
    synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException(program.name() + " was not started");
        }
        return process.pid();
    }

    Program program() {
        return program;
    }

    Path log() {
        return log;
    }
}
