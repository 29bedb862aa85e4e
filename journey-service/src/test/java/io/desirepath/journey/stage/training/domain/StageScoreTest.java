package io.desirepath.journey.stage.training.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.training.domain.StageScore.Case;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageScoreTest {

    @Test
    void scoresThreeCasesAsByHand() {
        var score = StageScore.of(List.of(
                new Case(belief(.8, .2), Stage.AWARENESS),
                new Case(belief(.6, .4), Stage.AWARENESS),
                new Case(belief(.7, .3), Stage.CONSIDERATION)));

        assertThat(score.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
        // Awareness: precision 2/3, recall 1, so .8; consideration: never told, so 0; no other stage occurs.
        assertThat(score.macroF1()).isCloseTo(.4, within(1e-12));
        assertThat(score.logLoss()).isCloseTo(-(Math.log(.8) + Math.log(.6) + Math.log(.3)) / 3, within(1e-12));
        // Awareness is off by .2, .4 and .7 in bins of their own, consideration the same; the other five not at all.
        assertThat(score.ece()).isCloseTo(2 * (.2 + .4 + .7) / 3 / 7, within(1e-12));
        assertThat(score.confidenceEce()).isCloseTo((.2 + .4 + .7) / 3, within(1e-12));
    }

    @Test
    void confusionHasTrueStagesInRows() {
        int[][] confusion = StageScore.confusion(List.of(new Case(belief(.7, .3), Stage.CONSIDERATION)));

        assertThat(confusion[Stage.CONSIDERATION.ordinal()][Stage.AWARENESS.ordinal()])
                .isEqualTo(1);
    }

    private static double[] belief(double awareness, double consideration) {
        return new double[] {awareness, consideration, 0, 0, 0, 0, 0};
    }
}
