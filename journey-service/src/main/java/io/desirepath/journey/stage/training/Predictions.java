package io.desirepath.journey.stage.training;

import io.desirepath.contracts.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Measures probabilities by what came true. */
final class Predictions {

    private static final int BINS = 10;
    /** A probability of exactly 0 or 1 that is wrong costs much, not everything. */
    private static final double CLIP = 1e-9;

    private Predictions() {}

    /** A probability of something, and whether it came true. */
    record Outcome(double probability, boolean happened) {}

    /** The probabilities of the stages, and which it was. */
    record Labelled(Map<Stage, Double> probabilities, Stage stage) {

        Stage likeliest() {
            return probabilities.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
        }
    }

    static Backtest.Orders orders(List<Outcome> outcomes) {
        return new Backtest.Orders(
                outcomes.size(),
                mean(outcomes, outcome -> outcome.happened() ? 1 : 0),
                auc(outcomes),
                mean(outcomes, outcome -> loss(outcome.happened() ? outcome.probability() : 1 - outcome.probability())),
                calibrationError(outcomes));
    }

    static Backtest.Stages stages(List<Labelled> labelled) {
        double classwise = 0;
        for (Stage stage : Stage.values()) {
            classwise += calibrationError(labelled.stream()
                    .map(label -> new Outcome(label.probabilities().getOrDefault(stage, 0.0), label.stage() == stage))
                    .toList());
        }
        return new Backtest.Stages(
                labelled.size(),
                mean(labelled, label -> label.likeliest() == label.stage() ? 1 : 0),
                macroF1(labelled),
                mean(labelled, label -> loss(label.probabilities().getOrDefault(label.stage(), 0.0))),
                classwise / Stage.values().length);
    }

    /** Mann and Whitney's statistic with ties counted half; null if all happened or none. */
    private static @Nullable Double auc(List<Outcome> outcomes) {
        List<Outcome> sorted = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::probability))
                .toList();
        double below = 0;
        double pairs = 0;
        double happened = 0;
        for (int begin = 0; begin < sorted.size(); ) {
            int end = begin;
            double yes = 0;
            while (end < sorted.size()
                    && sorted.get(end).probability() == sorted.get(begin).probability()) {
                yes += sorted.get(end++).happened() ? 1 : 0;
            }
            double no = end - begin - yes;
            pairs += yes * (below + no / 2);
            below += no;
            happened += yes;
            begin = end;
        }
        return happened == 0 || below == 0 ? null : pairs / (happened * below);
    }

    private static double calibrationError(List<Outcome> outcomes) {
        double[] expected = new double[BINS];
        double[] happened = new double[BINS];
        for (Outcome outcome : outcomes) {
            int bin = Math.min(BINS - 1, (int) (outcome.probability() * BINS));
            expected[bin] += outcome.probability();
            happened[bin] += outcome.happened() ? 1 : 0;
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(expected[bin] - happened[bin]);
        }
        return outcomes.isEmpty() ? 0 : error / outcomes.size();
    }

    private static double macroF1(List<Labelled> labelled) {
        Map<Stage, int[]> counts = new EnumMap<>(Stage.class);
        for (Labelled label : labelled) {
            Stage predicted = label.likeliest();
            counts.computeIfAbsent(label.stage(), stage -> new int[3])[predicted == label.stage() ? 0 : 1]++;
            if (predicted != label.stage()) {
                counts.computeIfAbsent(predicted, stage -> new int[3])[2]++;
            }
        }
        return mean(new ArrayList<>(counts.values()), hit -> 2.0 * hit[0] / (2 * hit[0] + hit[1] + hit[2]));
    }

    private static double loss(double probability) {
        return -Math.log(Math.clamp(probability, CLIP, 1));
    }

    private static <T> double mean(List<T> values, ToDoubleFunction<T> of) {
        return values.stream().mapToDouble(of).average().orElse(0);
    }
}
