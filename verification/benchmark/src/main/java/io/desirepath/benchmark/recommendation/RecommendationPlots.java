package io.desirepath.benchmark.recommendation;

import io.desirepath.benchmark.report.Svg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Draws results as SVG files. */
final class RecommendationPlots {

    private static final List<String> COLOURS = List.of(
            "#777777", "#8c564b", "#ff7f0e", "#2ca02c", "#9467bd", "#17becf", "#bcbd22", "#1f77b4", "#aec7e8",
            "#d62728");

    private final Path folder;

    RecommendationPlots(Path folder) {
        this.folder = folder;
    }

    void draw(Report report) throws IOException {
        bars(report);
        deciles(report, "all", Report.Scores::recallByDecile);
        deciles(report, "novel", Report.Scores::novelRecallByDecile);
    }

    /** Recall of all items and of novel items, for each method. */
    private void bars(Report report) throws IOException {
        double most = report.methods().stream()
                .mapToDouble(method ->
                        Math.max(method.all().recall10(), method.novel().recall10()))
                .max()
                .orElse(1);
        int count = report.methods().size();
        var svg = new Svg(report.protocol() + ": recall of the first ten, all and novel items", 560, 30 * count);
        for (int i = 0; i < count; i++) {
            Report.Scores method = report.methods().get(i);
            double y = 1 - (i + .9) / count;
            svg.box(0, y + .4 / count, .9 * method.all().recall10() / most, .38 / count, COLOURS.get(7), 1);
            svg.box(0, y, .9 * method.novel().recall10() / most, .38 / count, COLOURS.get(2), 1);
            svg.text(1.01, y + .3 / count, method.name(), "start", "#000");
            svg.text(
                    .99,
                    y + .3 / count,
                    String.format(
                            java.util.Locale.ROOT,
                            "%.3f / %.3f",
                            method.all().recall10(),
                            method.novel().recall10()),
                    "end",
                    "#000");
        }
        write("recommendations-" + report.protocol() + ".svg", svg);
    }

    private void deciles(Report report, String what, Function<Report.Scores, double[]> values) throws IOException {
        double most = report.methods().stream()
                .flatMapToDouble(method -> java.util.Arrays.stream(values.apply(method)))
                .max()
                .orElse(1);
        var svg = new Svg("recall by tenth of sales, best sellers first, " + what + " items", 560, 360);
        for (int i = 0; i < report.methods().size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            double[] row = values.apply(report.methods().get(i));
            svg.text(1.02, .95 - .07 * i, report.methods().get(i).name(), "start", colour);
            for (int tenth = 1; tenth < row.length; tenth++) {
                svg.line(
                        (tenth - .5) / row.length,
                        row[tenth - 1] / Math.max(most, 1e-9),
                        (tenth + .5) / row.length,
                        row[tenth] / Math.max(most, 1e-9),
                        colour);
            }
        }
        svg.text(0, -.06, String.format(java.util.Locale.ROOT, "top of the scale: %.2f", most), "start", "#000");
        write("recommendations-%s-deciles-%s.svg".formatted(report.protocol(), what), svg);
    }

    private void write(String file, Svg svg) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), svg.toString());
    }
}
