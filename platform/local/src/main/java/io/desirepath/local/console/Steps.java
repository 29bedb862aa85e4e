package io.desirepath.local.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tells a person which step runs, and how long it took: a moving line on a terminal, one line a step elsewhere. */
public final class Steps {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean lineTaken;

    public Steps(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** For programs that start a suite and have nobody to tell. */
    public static Steps silent() {
        return new Steps(new PrintStream(OutputStream.nullOutputStream()), false);
    }

    /** Something that may fail. */
    @FunctionalInterface
    public interface Work {
        /** @return more to say behind the step's title, or null */
        @Nullable
        String run() throws IOException, InterruptedException;
    }

    /** Runs the work; prints ✓, title and seconds when it is done, ✗ when it throws, which it passes on. */
    public void run(String title, Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        synchronized (this) {
            lineTaken = false;
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread spinner = terminal ? Thread.ofVirtual().start(() -> spin(title, start, done)) : null;
        boolean failed = true;
        String detail = null;
        try {
            detail = work.run();
            failed = false;
        } finally {
            done.set(true);
            if (spinner != null) {
                spinner.interrupt();
            }
            String what = detail == null ? title : title + ": " + detail;
            finish(String.format(Locale.ROOT, "%s %s (%.1f s)", failed ? "✗" : "✓", what, seconds(start)));
        }
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Text as it is, also without an end of line. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Something happened between the steps: a line with the time before it. */
    public void announce(String line) {
        say(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }

    public boolean terminal() {
        return terminal;
    }

    /** Replaces the line under the cursor, which the running step leaves to its work from then on; for terminals. */
    public synchronized void overwrite(String line) {
        if (terminal) {
            lineTaken = true;
            out.print(ERASE_LINE + line);
            out.flush();
        }
    }

    private synchronized void finish(String line) {
        out.println((terminal ? ERASE_LINE : "") + line);
        out.flush();
    }

    private void spin(String title, long start, AtomicBoolean done) {
        String frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
        for (int i = 0; !done.get(); i++) {
            spinOnce(frames.charAt(i % frames.length()), title, start, done);
            try {
                Thread.sleep(120);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void spinOnce(char frame, String title, long start, AtomicBoolean done) {
        if (!lineTaken && !done.get()) {
            out.print(String.format(Locale.ROOT, "%s%c %s … %.0f s", ERASE_LINE, frame, title, seconds(start)));
            out.flush();
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
