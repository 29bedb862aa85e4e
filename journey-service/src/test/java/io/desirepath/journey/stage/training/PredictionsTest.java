package io.desirepath.journey.stage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.training.Predictions.Labelled;
import io.desirepath.journey.stage.training.Predictions.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionsTest {

    @Test
    void ordersAreMeasuredAsByHand() {
        // Pairs of one that ordered and one that did not: (.9,.4) (.9,.1) (.4,.4 tie) (.4,.1).
        var measured = Predictions.orders(
                List.of(new Outcome(.9, true), new Outcome(.4, true), new Outcome(.4, false), new Outcome(.1, false)));

        assertThat(measured.cases()).isEqualTo(4);
        assertThat(measured.ordered()).isEqualTo(.5);
        assertThat(measured.auc()).isEqualTo(3.5 / 4);
        assertThat(measured.logLoss())
                .isCloseTo(-(Math.log(.9) + Math.log(.4) + Math.log(.6) + Math.log(.9)) / 4, within(1e-12));
        // Bins of .1, .4 and .9: off by .1, |.8 - 1| and .1 in sum, of four cases.
        assertThat(measured.ece()).isCloseTo((.1 + .2 + .1) / 4, within(1e-12));
    }

    @Test
    void whereAllOrderedThereIsNoOrderToMeasure() {
        assertThat(Predictions.orders(List.of(new Outcome(.5, true))).auc()).isNull();
        assertThat(Predictions.orders(List.of()).cases()).isZero();
    }

    @Test
    void probabilitiesThatComeTrueAsOftenAsTheySayAreCalibrated() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(new Outcome(.25, i % 4 == 0));
        }
        assertThat(Predictions.orders(outcomes).ece()).isCloseTo(0, within(1e-9));
        assertThat(Predictions.orders(outcomes).auc()).isEqualTo(.5);
    }

    @Test
    void stagesAreMeasuredAsByHand() {
        var measured = Predictions.stages(List.of(
                labelled(Stage.DECISION, .8, Stage.DECISION),
                labelled(Stage.DECISION, .8, Stage.PURCHASE),
                labelled(Stage.PURCHASE, .8, Stage.PURCHASE)));

        assertThat(measured.cases()).isEqualTo(3);
        assertThat(measured.accuracy()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(measured.macroF1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(measured.logLoss()).isCloseTo(-(2 * Math.log(.8) + Math.log(.2 / 6)) / 3, within(1e-12));
    }

    private static Labelled labelled(Stage predicted, double probability, Stage stage) {
        Map<Stage, Double> probabilities = new EnumMap<>(Stage.class);
        for (Stage other : Stage.values()) {
            probabilities.put(other, other == predicted ? probability : (1 - probability) / 6);
        }
        return new Labelled(probabilities, stage);
    }
}
