package io.desirepath.local.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Ends processes: politely, and after a while not. */
final class Signals {

    /** Asks a service to finish what it does. */
    static final String TERM = "TERM";

    /** PostgreSQL's fast shutdown: ends its sessions and writes all it has; TERM would wait for every client. */
    static final String INT = "INT";

    private Signals() {}

    static String toStop(String processName) {
        return processName.equals(PostgresStore.NAME) ? INT : TERM;
    }

    static void send(ProcessHandle process, String signal) {
        if (signal.equals(TERM) || !Alive.is(process)) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends each process its signal, waits for all of them together, and kills those that outlast the grace. */
    static void end(List<ProcessHandle> processes, String signal, Duration grace) {
        processes.forEach(process -> send(process, signal));
        long deadline = System.nanoTime() + grace.toNanos();
        for (ProcessHandle process : processes) {
            if (!endsBefore(process, deadline)) {
                process.destroyForcibly();
                endsBefore(process, System.nanoTime() + Duration.ofSeconds(5).toNanos());
            }
        }
    }

    private static boolean endsBefore(ProcessHandle process, long deadline) {
        while (Alive.is(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
