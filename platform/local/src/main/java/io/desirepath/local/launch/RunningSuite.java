package io.desirepath.local.launch;

import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What another process can learn about the launcher of a folder, and do to it. */
final class RunningSuite {

    /** A launcher ends services, Redis and PostgreSQL one after the other, each within 20 seconds. */
    private static final Duration GRACE = Duration.ofSeconds(75);

    private final SuiteFolder folder;
    private final RunFolder run;

    RunningSuite(SuiteFolder folder) {
        this.folder = folder;
        this.run = new RunFolder(folder.run());
    }

    /** Whether a launcher lives, ready or not. */
    boolean isThere() throws IOException {
        Optional<SuiteLock> free = SuiteLock.tryToTake(folder);
        if (free.isPresent()) {
            free.get().close();
        }
        return free.isEmpty();
    }

    boolean isReady() throws IOException {
        return isReadyAs(pid());
    }

    /** Whether the launcher with this process id has everything running. */
    boolean isReadyAs(long pid) throws IOException {
        return Files.exists(ready()) && Files.readString(ready()).equals(Long.toString(pid));
    }

    /** The launcher writes this once everything runs. */
    void markReady() throws IOException {
        Files.writeString(ready(), Long.toString(ProcessHandle.current().pid()));
    }

    /** The launcher's process id, 0 if there is none. */
    long pid() throws IOException {
        return launcher().map(ProcessHandle::pid).orElse(0L);
    }

    Optional<ProcessHandle> launcher() throws IOException {
        return run.read(RunFolder.LAUNCHER).flatMap(ProcessRecord::living);
    }

    /**
     * Ends the launcher, which ends its children, and whatever a killed one left.
     *
     * @return whether anything ran
     */
    boolean end(Steps steps) throws IOException, InterruptedException {
        Optional<ProcessHandle> launcher = launcher();
        if (launcher.isPresent()) {
            steps.run("stopping", () -> {
                Signals.end(List.of(launcher.get()), Signals.TERM, GRACE);
                return null;
            });
        }
        int leftovers = new Leftovers(folder).end();
        if (leftovers > 0) {
            steps.say("✓ ended " + leftovers + " processes of a run that was killed");
        }
        run.remove(RunFolder.LAUNCHER);
        Files.deleteIfExists(ready());
        return launcher.isPresent() || leftovers > 0;
    }

    private Path ready() {
        return folder.run().resolve("ready");
    }
}
