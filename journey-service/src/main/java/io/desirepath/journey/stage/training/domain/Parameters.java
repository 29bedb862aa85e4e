package io.desirepath.journey.stage.training.domain;

import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.StageModel;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stage model as arrays, in the order of its taxonomy and of {@link Mark}.
 *
 * @param shape what is not learned: which marks are measured, and how roles act
 * @param rates λ by state and mark, per day
 * @param generator Q, row by row, per day
 * @param start shares of the states at a history's beginning
 */
record Parameters(StageModel shape, double[][] rates, double[] generator, double[] start) {
    static final Mark[] MARKS = Mark.values();

    static Parameters of(StageModel model) {
        int size = model.size();
        var rates = new double[size][MARKS.length];
        var generator = new double[size * size];
        var start = new double[size];
        for (int from = 0; from < size; from++) {
            for (Mark mark : MARKS) {
                rates[from][mark.ordinal()] = model.rate(from, mark);
            }
            for (int to = 0; to < size; to++) {
                generator[from * size + to] = model.generator(from, to);
            }
            start[from] = model.start(from);
        }
        return new Parameters(model, rates, generator, start);
    }

    /** How many states there are. */
    int size() {
        return shape.size();
    }

    /** Λ by state: measured marks per day. */
    double[] totalRates() {
        var totals = new double[size()];
        for (int s = 0; s < size(); s++) {
            for (Mark mark : shape.measured()) {
                totals[s] += rates[s][mark.ordinal()];
            }
        }
        return totals;
    }

    /** {@code Q - rho diag Λ}, row by row: silence at an exposure, per day. */
    double[] silence(double exposure) {
        double[] silence = generator.clone();
        double[] totals = totalRates();
        for (int s = 0; s < size(); s++) {
            silence[s * size() + s] -= exposure * totals[s];
        }
        return silence;
    }

    StageModel model(String version) {
        var rateMap = new HashMap<String, Map<Mark, Double>>();
        var dwell = new HashMap<String, Double>();
        var jumps = new HashMap<String, Map<String, Double>>();
        var startMap = new HashMap<String, Double>();
        for (int s = 0; s < size(); s++) {
            var byMark = new EnumMap<Mark, Double>(Mark.class);
            for (Mark mark : MARKS) {
                byMark.put(mark, rates[s][mark.ordinal()]);
            }
            rateMap.put(name(s), byMark);
            dwell.put(name(s), 1 / leaving(s));
            jumps.put(name(s), jumps(s));
            startMap.put(name(s), start[s]);
        }
        return new StageModel(
                version,
                shape.taxonomy(),
                rateMap,
                dwell,
                jumps,
                startMap,
                shape.roleFactorsByState(),
                shape.measured());
    }

    private String name(int state) {
        return shape.taxonomy().states().get(state).name();
    }

    private double leaving(int from) {
        double sum = 0;
        for (int to = 0; to < size(); to++) {
            sum += to == from ? 0 : generator[from * size() + to];
        }
        return sum;
    }

    private Map<String, Double> jumps(int from) {
        double leaving = leaving(from);
        var jumps = new LinkedHashMap<String, Double>();
        for (int to = 0; to < size(); to++) {
            double rate = generator[from * size() + to];
            if (to != from && rate > 0) {
                jumps.put(name(to), rate / leaving);
            }
        }
        return jumps;
    }
}
