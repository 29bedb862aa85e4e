package io.desirepath.benchmark.journey.report;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results as tables for people. */
public final class Table {
    private Table() {}

    public static void print(Result result, PrintStream out) {
        out.printf("%n%s: %s, %,d cases%n", result.protocol(), result.dataset(), result.cases());
        switch (result) {
            case Result.Orders orders -> print(orders, out);
            case Result.Stages stages -> print(stages, out);
        }
    }

    private static void print(Result.Orders orders, PrintStream out) {
        out.printf("  %-20s %6s %8s %6s   %s%n", "method", "AUC", "log loss", "ECE", "log loss less ours, 95 %");
        for (Result.Orders.Method method : orders.methods()) {
            out.printf(
                    Locale.ROOT,
                    "  %-20s %6.4f %8.4f %6.4f   %s%n",
                    method.name(),
                    method.auc(),
                    method.logLoss(),
                    method.ece(),
                    interval(method.logLossLessOurs()));
        }
        for (Result.Orders.Cut cut : orders.cuts()) {
            out.printf(
                    Locale.ROOT,
                    "  cut %s: %,d accounts seen before, %.1f %% of them ordered within 30 days%n",
                    cut.at().substring(0, 10),
                    cut.cases(),
                    100 * cut.ordered());
        }
    }

    private static String interval(Result.Orders.@Nullable Interval interval) {
        return interval == null
                ? ""
                : String.format(
                        Locale.ROOT, "%+.4f (%+.4f to %+.4f)", interval.mean(), interval.low(), interval.high());
    }

    private static void print(Result.Stages stages, PrintStream out) {
        out.printf(
                "  %-20s %8s %8s %8s %6s %9s   %s%n",
                "method", "accuracy", "macro-F1", "log loss", "ECE", "top ECE", "accuracy less oracle's");
        for (Result.Stages.Method method : stages.methods()) {
            out.printf(
                    Locale.ROOT,
                    "  %-20s %8.3f %8.3f %8.3f %6.3f %9.3f   %s%n",
                    method.name(),
                    method.accuracy(),
                    method.macroF1(),
                    method.logLoss(),
                    method.ece(),
                    method.confidenceEce(),
                    lessOracle(method.lessOracle()));
        }
    }

    private static String lessOracle(Result.Stages.@Nullable Difference difference) {
        return difference == null
                ? ""
                : String.format(Locale.ROOT, "%+.3f ± %.3f", difference.mean(), difference.standardError());
    }
}
