package io.desirepath.benchmark.journey.report;

import io.desirepath.benchmark.report.Svg;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.training.domain.Bins;
import io.desirepath.journey.stage.training.domain.StageScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Draws results as SVG files. */
public final class Plots {
    private static final List<String> COLOURS =
            List.of("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#777777");

    private final Path folder;

    public Plots(Path folder) {
        this.folder = folder;
    }

    /** How often what was predicted came true; dots on the diagonal are calibrated. */
    public void reliability(String file, String title, Map<String, Bins> byMethod) {
        var svg = new Svg(title, 420, 420).line(0, 0, 1, 1, "#bbb");
        svg.text(.5, -.09, "predicted probability (0 to 1), and how often it happened", "middle", "#000");
        int method = 0;
        for (var one : byMethod.entrySet()) {
            String colour = COLOURS.get(method % COLOURS.size());
            svg.text(1.02, .95 - .06 * method, one.getKey(), "start", colour);
            List<Bins.Bin> bins = one.getValue().filled();
            for (int i = 0; i < bins.size(); i++) {
                Bins.Bin bin = bins.get(i);
                svg.dot(bin.meanPredicted(), bin.frequency(), 2 + Math.log10(bin.cases()), colour);
                if (i > 0) {
                    Bins.Bin last = bins.get(i - 1);
                    svg.line(last.meanPredicted(), last.frequency(), bin.meanPredicted(), bin.frequency(), colour);
                }
            }
            method++;
        }
        write(file, svg);
    }

    /** Of each true stage (rows), which stage was likeliest (columns). */
    public void confusion(String file, String title, List<StageScore.Case> cases) {
        int[][] confusion = StageScore.confusion(cases);
        int size = confusion.length;
        var svg = new Svg(title, 560, 420);
        for (int truth = 0; truth < size; truth++) {
            double all = 0;
            for (int n : confusion[truth]) {
                all += n;
            }
            double y = 1 - (truth + 1.0) / size;
            svg.text(1.02, y + .5 / size, "truly " + Stage.values()[truth], "start", "#000");
            for (int told = 0; told < size; told++) {
                double share = all == 0 ? 0 : confusion[truth][told] / all;
                svg.box((double) told / size, y, 1.0 / size, 1.0 / size, COLOURS.getFirst(), share);
                svg.text((told + .5) / size, y + .5 / size, "%.0f %%".formatted(100 * share), "middle", "#000");
            }
        }
        for (Stage stage : Stage.values()) {
            svg.text((stage.ordinal() + .5) / size, -.05, stage.name().substring(0, 6), "middle", "#000");
        }
        write(file, svg);
    }

    /** One account's belief day by day, with its true stage as a bar below. */
    public void belief(String file, String title, List<double[]> days, List<Stage> truth) {
        var svg = new Svg(title, 900, 320);
        int last = days.size() - 1;
        for (Stage stage : Stage.values()) {
            String colour = COLOURS.get(stage.ordinal());
            svg.text(1.01, .95 - .08 * stage.ordinal(), stage.name(), "start", colour);
            for (int day = 1; day <= last; day++) {
                svg.line(
                        (day - 1.0) / last,
                        days.get(day - 1)[stage.ordinal()],
                        (double) day / last,
                        days.get(day)[stage.ordinal()],
                        colour);
            }
        }
        for (int day = 0; day < last; day++) {
            svg.box(
                    (double) day / last,
                    -.08,
                    1.0 / last,
                    .05,
                    COLOURS.get(truth.get(day).ordinal()),
                    1);
        }
        svg.text(1.01, -.07, "the truth", "start", "#000");
        write(file, svg);
    }

    private void write(String file, Svg svg) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), svg.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
