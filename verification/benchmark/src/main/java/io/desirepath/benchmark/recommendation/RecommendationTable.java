package io.desirepath.benchmark.recommendation;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results as a table for people. */
final class RecommendationTable {

    private RecommendationTable() {}

    static void print(Report report, PrintStream out) {
        boolean published = report.protocol().equals("tafeng");
        out.printf(
                "%n%s: %s, %,d cases, %,d of them with something new%n",
                report.protocol(), report.dataset(), report.cases(), report.novelCases());
        out.printf(
                "  %-34s %6s %6s %6s %7s  %6s %6s %6s %7s  %8s %8s %7s%s%n",
                "method",
                "R@10",
                "N@10",
                "hit",
                "revenue",
                "R@10",
                "N@10",
                "hit",
                "revenue",
                "all",
                "novel",
                "repeats",
                published ? "  N@10 as published" : "");
        for (Report.Scores method : report.methods()) {
            out.printf(
                    Locale.ROOT,
                    "  %-34s %6.4f %6.4f %6.4f %7.4f  %6.4f %6.4f %6.4f %7.4f  %8.3f %8.3f %7.3f%s%n",
                    method.name(),
                    method.all().recall10(),
                    method.all().ndcg10(),
                    method.all().hit10(),
                    method.all().revenue10(),
                    method.novel().recall10(),
                    method.novel().ndcg10(),
                    method.novel().hit10(),
                    method.novel().revenue10(),
                    method.coverage(),
                    method.novelCoverage(),
                    method.repeatShare(),
                    published
                            ? String.format(Locale.ROOT, "  %6.4f", method.all().publishedNdcg10())
                            : "");
        }
        print("desire-path less the best published method, with 95 % intervals by account", report.lessBest(), out);
        print("what stage-dependent weights add", report.stages(), out);
        print("the cross-sell list less what it must beat", report.complements(), out);
        printDeciles(report, out);
        out.println("  settings, chosen on earlier windows or on other users");
        report.methods().stream()
                .filter(method -> !method.settings().isEmpty())
                .forEach(method -> out.printf("    %s: %s%n", method.name(), method.settings()));
    }

    private static void print(String title, @Nullable List<Report.Difference> differences, PrintStream out) {
        if (differences == null) {
            return;
        }
        out.printf("  %s%n", title);
        for (Report.Difference one : differences) {
            out.printf(
                    Locale.ROOT,
                    "    %-14s %+.4f (%+.4f to %+.4f) than %s%n",
                    one.figure(),
                    one.mean(),
                    one.low(),
                    one.high(),
                    one.than());
        }
    }

    private static void printDeciles(Report report, PrintStream out) {
        out.println("  recall by tenth of sales, the best sellers first: all items, novel items");
        for (Report.Scores method : report.methods()) {
            out.printf("    %-34s", method.name());
            printRow(method.recallByDecile(), out);
            out.print("   ");
            printRow(method.novelRecallByDecile(), out);
            out.println();
        }
    }

    private static void printRow(double[] values, PrintStream out) {
        for (double value : values) {
            out.printf(Locale.ROOT, " %.2f", value);
        }
    }
}
