package io.desirepath.journey.stage.training.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void tooFewLabelsCalibrateNothing() {
        assertThat(CalibrationFit.of(overconfident(299, 1))).isNull();
        assertThat(CalibrationFit.of(overconfident(300, 1))).isNotNull();
    }

    @Test
    void beliefsThatAreRightStayAsTheyAre() {
        List<CalibrationFit.Case> honest = cases(1500, 2, 1, 0);
        Calibration calibration = CalibrationFit.of(honest);
        if (calibration != null) {
            List<CalibrationFit.Case> others = cases(1500, 3, 1, 0);
            assertThat(loss(others, calibration)).isLessThan(loss(others, null) + .01);
        }
    }

    @Test
    void beliefsThatAreTooSureAreCorrected() {
        for (int labels : new int[] {400, 1500}) {
            Calibration calibration = CalibrationFit.of(overconfident(labels, 4));
            List<CalibrationFit.Case> others = overconfident(2000, 5);
            assertThat(calibration).isNotNull();
            assertThat(loss(others, calibration)).isLessThan(loss(others, null) - .2);
            assertThat(overconfidence(others, calibration)).isLessThan(.04);
            assertThat(overconfidence(others, null)).isGreaterThan(.1);
        }
    }

    @Test
    void aCorrectedBeliefIsOne() {
        Calibration calibration = CalibrationFit.of(overconfident(1500, 6));
        assertThat(calibration).isNotNull();
        double[] belief = {1, 0, 0, 0, 0, 0, 0};
        double[] corrected = calibration.apply(belief);
        assertThat(Arrays.stream(corrected).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(corrected).min().orElseThrow()).isPositive();
        assertThat(belief).startsWith(1);
        Map<Stage, Double> byStage = calibration.apply(Map.of(Stage.AWARENESS, 1.0));
        assertThat(byStage.get(Stage.AWARENESS)).isEqualTo(corrected[0]);
    }

    @Test
    void aCurveIsStraightBetweenItsPointsAndFlatBeyond() {
        var curve = new Calibration.Curve(List.of(.2, .6), List.of(.1, .5));
        assertThat(curve.at(0)).isCloseTo(.1, within(1e-12));
        assertThat(curve.at(.4)).isCloseTo(.3, within(1e-12));
        assertThat(curve.at(1)).isCloseTo(.5, within(1e-12));
    }

    private static List<CalibrationFit.Case> overconfident(int count, long seed) {
        return cases(count, seed, 2.5, .8);
    }

    /** True beliefs, told as {@code belief^sharper}, with the first stage favoured. */
    private static List<CalibrationFit.Case> cases(int count, long seed, double sharper, double favour) {
        var random = new Random(seed);
        var cases = new ArrayList<CalibrationFit.Case>();
        for (int i = 0; i < count; i++) {
            double[] logits = random.doubles(7, -2, 2).toArray();
            double[] belief = MultinomialRegression.softmax(logits);
            double rest = random.nextDouble();
            int stage = 0;
            while (stage < 6 && (rest -= belief[stage]) > 0) {
                stage++;
            }
            double[] told = logits.clone();
            for (int s = 0; s < 7; s++) {
                told[s] = sharper * told[s] + (s == 0 ? favour : 0);
            }
            cases.add(new CalibrationFit.Case(i, MultinomialRegression.softmax(told), stage));
        }
        return cases;
    }

    private static double loss(List<CalibrationFit.Case> cases, @Nullable Calibration calibration) {
        return cases.stream()
                .mapToDouble(c -> -Math.log(corrected(c, calibration)[c.stage()]))
                .average()
                .orElseThrow();
    }

    /** How much surer the leading stage is than it is right. */
    private static double overconfidence(List<CalibrationFit.Case> cases, @Nullable Calibration calibration) {
        double sure = 0;
        double right = 0;
        for (CalibrationFit.Case c : cases) {
            double[] belief = corrected(c, calibration);
            int leader = 0;
            for (int s = 1; s < 7; s++) {
                leader = belief[s] > belief[leader] ? s : leader;
            }
            sure += belief[leader];
            right += leader == c.stage() ? 1 : 0;
        }
        return Math.abs(sure - right) / cases.size();
    }

    private static double[] corrected(CalibrationFit.Case c, @Nullable Calibration calibration) {
        return calibration == null ? c.belief() : calibration.apply(c.belief());
    }
}
