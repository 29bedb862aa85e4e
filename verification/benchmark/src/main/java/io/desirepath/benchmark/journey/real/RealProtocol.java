package io.desirepath.benchmark.journey.real;

import io.desirepath.benchmark.journey.report.Result;
import io.desirepath.journey.stage.domain.LogisticRegression;
import io.desirepath.journey.stage.domain.PurchaseTempo;
import io.desirepath.journey.stage.training.domain.YesNoScore;
import io.desirepath.local.console.Sentence;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Does an account order within 30 days after a cut? Every account with an order before the cut is asked for, from what was
 * before it. What a method fits, it fits to earlier windows that end at the cut or before: features as they were 30, 60 and
 * 90 days before the cut, with what came in the 30 days after each. The same windows for all methods.
 */
public final class RealProtocol {
    static final int HORIZON_DAYS = 30;
    static final int WINDOWS = 3;

    private static final double RIDGE = 1;
    private static final String OURS = "desire-path";

    private final Windows windows;
    private final Map<PurchaseTempo, Bridge> bridges = new HashMap<>();

    private RealProtocol(List<Purchases> accounts) {
        windows = new Windows(accounts);
        PurchaseTempo.CANDIDATES.forEach(tempo -> bridges.put(tempo, new Bridge(tempo)));
    }

    /** Every method's predictions at one cut, in the order of the asked accounts. */
    public record Predicted(
            Instant cut, List<Purchases> asked, boolean[] ordered, Map<String, double[]> probabilities) {

        YesNoScore score(String method) {
            return YesNoScore.of(probabilities.getOrDefault(method, new double[0]), ordered);
        }
    }

    /** The result, and what it was made of. */
    public record Measured(Result.Orders result, List<Predicted> predicted) {}

    /**
     * Runs the protocol.
     *
     * @param accounts at least one
     * @param cuts how many, at least 1
     * @throws Sentence if the orders do not span long enough to learn and to be measured
     */
    public static Measured run(String dataset, List<Purchases> accounts, int cuts) {
        var protocol = new RealProtocol(accounts);
        List<Predicted> predicted =
                Cuts.of(accounts, cuts).stream().map(protocol::predicted).toList();
        return new Measured(new Differences(predicted).result(dataset), predicted);
    }

    private Predicted predicted(Instant cut) {
        List<Purchases> asked = windows.seenBefore(cut);
        var probabilities = new LinkedHashMap<String, double[]>();
        methods(cut).forEach((name, maker) -> {
            Windows.Examples past = windows.before(cut, name, maker);
            LogisticRegression fitted = LogisticRegression.fit(past.features(), past.ordered(), RIDGE);
            probabilities.put(method(name), probabilities(fitted, windows.features(name, maker, cut)));
        });
        return new Predicted(cut, asked, windows.outcomes(asked, cut), probabilities);
    }

    private Map<String, Features.Maker> methods(Instant cut) {
        PurchaseTempo tempo = tempo(cut);
        var methods = new LinkedHashMap<String, Features.Maker>();
        methods.put("points", (moment, histories) -> Baselines::points);
        methods.put("rfm-logistic", (moment, histories) -> Baselines::rfm);
        methods.put("bg-nbd-platt", Baselines::bgNbd);
        methods.put("rich-logistic", (moment, histories) -> Baselines::rich);
        methods.put("desire-path-bridge" + at(tempo), (moment, histories) -> bridge(tempo)::bare);
        methods.put(OURS + at(tempo), (moment, histories) -> bridge(tempo)::head);
        return methods;
    }

    /** The tempo whose bridge, calibrated, fits the windows before the cut best. */
    private PurchaseTempo tempo(Instant cut) {
        return PurchaseTempo.CANDIDATES.stream()
                .min(Comparator.comparingDouble(tempo -> loss(cut, tempo)))
                .orElseThrow();
    }

    private double loss(Instant cut, PurchaseTempo tempo) {
        Windows.Examples past =
                windows.before(cut, "desire-path-bridge" + at(tempo), (moment, histories) -> bridge(tempo)::bare);
        LogisticRegression platt = LogisticRegression.fit(past.features(), past.ordered(), RIDGE);
        return YesNoScore.of(probabilities(platt, past.features()), past.ordered())
                .logLoss();
    }

    private Bridge bridge(PurchaseTempo tempo) {
        return bridges.computeIfAbsent(tempo, Bridge::new);
    }

    private static double[] probabilities(LogisticRegression fitted, double[][] rows) {
        var probabilities = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            probabilities[i] = fitted.probability(rows[i]);
        }
        return probabilities;
    }

    /** Features are kept by name, and differ by tempo. */
    private static String at(PurchaseTempo tempo) {
        return " at " + tempo;
    }

    private static String method(String name) {
        int tempo = name.indexOf(" at ");
        return tempo < 0 ? name : name.substring(0, tempo);
    }
}
