package io.desirepath.journey.stage.training.domain;

import static io.desirepath.journey.stage.training.domain.Calibration.SIZE;

import io.desirepath.journey.stage.training.domain.Calibration.Curve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a calibration from labels. How free it may be is decided by what predicts left-out accounts best, in folds: a
 * regression with weights between a scale and a bias for each stage (Guo et al. 2017, "On calibration of modern neural
 * networks", section 4.2) and a full matrix held by a ridge (Kull et al. 2019, "Beyond temperature scaling", section 3),
 * and from 1,000 labels on isotonic curves behind it (Zadrozny and Elkan 2002).
 */
final class CalibrationFit {
    /** Fewer labels calibrate nothing. */
    static final int LEAST_LABELS = 300;

    static final int LEAST_FOR_CURVES = 1_000;

    private static final int FOLDS = 5;
    private static final double[] RIDGES = {1e6, 30, 3};
    private static final double LIGHT_RIDGE = 1;

    /** A belief of the filter, and where the account was known to be. */
    record Case(int account, double[] belief, int stage) {}

    private record Freedom(double ridge, boolean curves) {}

    private CalibrationFit() {}

    /** The calibration that predicts best, or null: too few labels, or none is better than no calibration. */
    static @Nullable Calibration of(List<Case> cases) {
        if (cases.size() < LEAST_LABELS) {
            return null;
        }
        double uncorrected = cases.stream()
                .mapToDouble(each -> -Math.log(Math.max(each.belief()[each.stage()], 1e-12)))
                .sum();
        Freedom best = null;
        double least = uncorrected;
        for (double ridge : RIDGES) {
            for (boolean curves :
                    cases.size() < LEAST_FOR_CURVES ? new boolean[] {false} : new boolean[] {false, true}) {
                var freedom = new Freedom(ridge, curves);
                double loss = leftOutLoss(cases, freedom);
                if (loss < least) {
                    least = loss;
                    best = freedom;
                }
            }
        }
        return best == null ? null : fit(cases, best);
    }

    /** Nats over all cases, each predicted from the other folds' accounts. */
    private static double leftOutLoss(List<Case> cases, Freedom freedom) {
        double loss = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            Calibration calibration =
                    fit(cases.stream().filter(c -> c.account() % FOLDS != out).toList(), freedom);
            loss += cases.stream()
                    .filter(c -> c.account() % FOLDS == out)
                    .mapToDouble(c -> -Math.log(calibration.apply(c.belief())[c.stage()]))
                    .sum();
        }
        return loss;
    }

    private static Calibration fit(List<Case> cases, Freedom freedom) {
        var around = new double[SIZE * (SIZE + 1)];
        var penalties = new double[around.length];
        for (int i = 0; i < around.length; i++) {
            boolean diagonal = i / (SIZE + 1) == i % (SIZE + 1);
            around[i] = diagonal ? 1 : 0;
            penalties[i] = diagonal || i % (SIZE + 1) == SIZE ? LIGHT_RIDGE : freedom.ridge();
        }
        double[][] features =
                cases.stream().map(c -> Calibration.features(c.belief())).toArray(double[][]::new);
        int[] stages = cases.stream().mapToInt(Case::stage).toArray();
        double[] fitted = new MultinomialRegression(features, stages, SIZE, around, penalties).fit();
        List<List<Double>> weights = IntStream.range(0, SIZE)
                .mapToObj(s -> Arrays.stream(fitted, s * (SIZE + 1), (s + 1) * (SIZE + 1))
                        .boxed()
                        .toList())
                .toList();
        var regression = new Calibration(cases.size(), weights, List.of());
        return freedom.curves() ? new Calibration(cases.size(), weights, curves(cases, regression)) : regression;
    }

    private static List<Curve> curves(List<Case> cases, Calibration regression) {
        List<double[]> corrected =
                cases.stream().map(c -> regression.apply(c.belief())).toList();
        return IntStream.range(0, SIZE)
                .mapToObj(s -> curve(IntStream.range(0, cases.size())
                        .mapToObj(
                                i -> new Block(corrected.get(i)[s], cases.get(i).stage() == s ? 1 : 0, 1))
                        .sorted(Comparator.comparingDouble(Block::from))
                        .toList()))
                .toList();
    }

    private record Block(double from, double to, int size) {
        Block with(Block other) {
            int both = size + other.size;
            return new Block(
                    (from * size + other.from * other.size) / both, (to * size + other.to * other.size) / both, both);
        }
    }

    /** Pool adjacent violators: each block stands at its mean. */
    private static Curve curve(List<Block> points) {
        var blocks = new ArrayList<Block>();
        for (Block point : points) {
            Block block = point;
            while (!blocks.isEmpty()
                    && (blocks.getLast().to() >= block.to() || blocks.getLast().from() >= block.from())) {
                block = blocks.removeLast().with(block);
            }
            blocks.add(block);
        }
        return new Curve(
                blocks.stream().map(Block::from).toList(),
                blocks.stream().map(Block::to).toList());
    }
}
