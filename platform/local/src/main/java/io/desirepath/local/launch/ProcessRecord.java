package io.desirepath.local.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that the suite started, as written to the run folder. The start instant tells it from a later process that
 * was given the same id.
 *
 * @param name {@code journey-service}
 * @param pid process id
 * @param started when the system says it started
 * @param port where it serves, 0 if nowhere
 * @param managementPort where it tells its health, 0 if nowhere
 */
record ProcessRecord(String name, long pid, Instant started, int port, int managementPort) {

    /** Linux derives start instants from a boot time that clock corrections move by a second. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(String name, ProcessHandle process, int port, int managementPort) {
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        return new ProcessRecord(name, process.pid(), started, port, managementPort);
    }

    /** The process, if it still runs and is the one that was recorded. */
    Optional<ProcessHandle> living() {
        return ProcessHandle.of(pid).filter(Alive::is).filter(this::isTheOneRecorded);
    }

    private boolean isTheOneRecorded(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(now -> Duration.between(started, now).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(false);
    }

    String text() {
        return pid + " " + started.toEpochMilli() + " " + port + " " + managementPort + "\n";
    }

    /** Empty if the text is not what {@link #text} writes, as after a full disk. */
    static Optional<ProcessRecord> parse(String name, String text) {
        String[] fields = text.strip().split(" ");
        if (fields.length != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessRecord(
                    name,
                    Long.parseLong(fields[0]),
                    Instant.ofEpochMilli(Long.parseLong(fields[1])),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
