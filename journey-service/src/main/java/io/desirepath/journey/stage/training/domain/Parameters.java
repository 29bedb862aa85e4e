package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.StageModel;
import java.util.EnumMap;
import java.util.Map;

/**
 * A stage model as arrays, in the order of {@link Stage} and {@link Mark}.
 *
 * @param shape what is not learned: which marks are measured, and how roles act
 * @param rates λ by stage and mark, per day
 * @param generator Q, row by row, per day
 * @param start shares of the stages at a history's beginning
 */
record Parameters(StageModel shape, double[][] rates, double[] generator, double[] start) {
    static final Stage[] STAGES = Stage.values();
    static final Mark[] MARKS = Mark.values();
    static final int SIZE = STAGES.length;

    static Parameters of(StageModel model) {
        var rates = new double[SIZE][MARKS.length];
        var generator = new double[SIZE * SIZE];
        var start = new double[SIZE];
        for (Stage from : STAGES) {
            for (Mark mark : MARKS) {
                rates[from.ordinal()][mark.ordinal()] = model.rate(from, mark);
            }
            for (Stage to : STAGES) {
                generator[from.ordinal() * SIZE + to.ordinal()] = model.generator(from, to);
            }
            start[from.ordinal()] = model.start(from);
        }
        return new Parameters(model, rates, generator, start);
    }

    /** Λ by stage: measured marks per day. */
    double[] totalRates() {
        var totals = new double[SIZE];
        for (int s = 0; s < SIZE; s++) {
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
        for (int s = 0; s < SIZE; s++) {
            silence[s * SIZE + s] -= exposure * totals[s];
        }
        return silence;
    }

    StageModel model(String version) {
        var rateMap = new EnumMap<Stage, Map<Mark, Double>>(Stage.class);
        var dwell = new EnumMap<Stage, Double>(Stage.class);
        var jumps = new EnumMap<Stage, Map<Stage, Double>>(Stage.class);
        var startMap = new EnumMap<Stage, Double>(Stage.class);
        for (Stage stage : STAGES) {
            var byMark = new EnumMap<Mark, Double>(Mark.class);
            for (Mark mark : MARKS) {
                byMark.put(mark, rates[stage.ordinal()][mark.ordinal()]);
            }
            rateMap.put(stage, byMark);
            dwell.put(stage, 1 / leaving(stage.ordinal()));
            jumps.put(stage, jumps(stage.ordinal()));
            startMap.put(stage, start[stage.ordinal()]);
        }
        return new StageModel(version, rateMap, dwell, jumps, startMap, shape.roleFactors(), shape.measured());
    }

    private double leaving(int from) {
        double sum = 0;
        for (int to = 0; to < SIZE; to++) {
            sum += to == from ? 0 : generator[from * SIZE + to];
        }
        return sum;
    }

    private Map<Stage, Double> jumps(int from) {
        double leaving = leaving(from);
        var jumps = new EnumMap<Stage, Double>(Stage.class);
        for (Stage to : STAGES) {
            double rate = generator[from * SIZE + to.ordinal()];
            if (to.ordinal() != from && rate > 0) {
                jumps.put(to, rate / leaving);
            }
        }
        return jumps;
    }
}
