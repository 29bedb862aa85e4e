package io.desirepath.journey.stage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.training.Backtest.Orders;
import io.desirepath.journey.stage.training.Backtest.Stages;
import io.desirepath.journey.stage.training.domain.StageScore;
import io.desirepath.journey.stage.training.domain.YesNoScore.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestTest {

    @Test
    void ordersAreMeasuredAsByHand() {
        // Pairs of one that ordered and one that did not: (.9,.4) (.9,.1) (.4,.4 tie) (.4,.1).
        var measured =
                Orders.of(List.of(new Case(.9, true), new Case(.4, true), new Case(.4, false), new Case(.1, false)));

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
        assertThat(Orders.of(List.of(new Case(.5, true))).auc()).isNull();
        assertThat(Orders.of(List.of()).cases()).isZero();
    }

    @Test
    void probabilitiesThatComeTrueAsOftenAsTheySayAreCalibrated() {
        List<Case> outcomes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(new Case(.25, i % 4 == 0));
        }
        assertThat(Orders.of(outcomes).ece()).isCloseTo(0, within(1e-9));
        assertThat(Orders.of(outcomes).auc()).isEqualTo(.5);
    }

    @Test
    void stagesAreMeasuredAsByHand() {
        var measured = Stages.of(List.of(
                labelled(Stage.DECISION, .8, Stage.DECISION),
                labelled(Stage.DECISION, .8, Stage.PURCHASE),
                labelled(Stage.PURCHASE, .8, Stage.PURCHASE)));

        assertThat(measured.cases()).isEqualTo(3);
        assertThat(measured.accuracy()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(measured.macroF1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(measured.logLoss()).isCloseTo(-(2 * Math.log(.8) + Math.log(.2 / 6)) / 3, within(1e-12));
    }

    private static StageScore.Case labelled(Stage predicted, double probability, Stage stage) {
        var belief = new double[Stage.values().length];
        Arrays.fill(belief, (1 - probability) / 6);
        belief[predicted.ordinal()] = probability;
        return new StageScore.Case(belief, stage);
    }
}
