package io.desirepath.local.imports;

import io.desirepath.local.console.Steps;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows how far an import is: a bar that moves on a terminal, a line every few seconds elsewhere. */
public final class ImportProgress implements Consumer<ImportTotals> {

    private static final int WIDTH = 30;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);

    private final Steps steps;
    private final long start = System.nanoTime();
    private long lastLine = start;

    public ImportProgress(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void accept(ImportTotals totals) {
        long now = System.nanoTime();
        String text = text(totals, (now - start) / 1e9);
        if (steps.terminal()) {
            steps.overwrite(bar(totals.progress()) + " " + text + (totals.progress() >= 1 ? "\n" : ""));
        } else if (now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            steps.say("  " + text);
        }
    }

    static String text(ImportTotals totals, double seconds) {
        double rest = totals.progress() > 0 ? seconds / totals.progress() - seconds : 0;
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%3.0f %%, %,d events, %,.0f events/s",
                totals.progress() * 100,
                totals.sent(),
                totals.sent() / Math.max(seconds, 1e-3)));
        if (totals.orderLines() > 0) {
            text.append(
                    String.format(Locale.ROOT, ", %,.0f order lines/s", totals.orderLines() / Math.max(seconds, 1e-3)));
        }
        text.append(String.format(Locale.ROOT, ", %.0f s left", rest));
        if (totals.duplicates() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d duplicates", totals.duplicates()));
        }
        if (totals.rejected() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d rejected", totals.rejected()));
        }
        return text.toString();
    }

    static String bar(double progress) {
        int full = (int) Math.round(Math.clamp(progress, 0, 1) * WIDTH);
        return "[" + "█".repeat(full) + "░".repeat(WIDTH - full) + "]";
    }
}
