package io.desirepath.journey.stage.training.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class YesNoScoreTest {

    @Test
    void aucIsTheShareOfPairsInTheRightOrderWithTiesCountingHalf() {
        double[] scores = {.1, .4, .4, .8};
        boolean[] happened = {false, true, false, true};
        // Pairs of (yes, no): (.4, .1) right, (.4, .4) tie, (.8, .1) right, (.8, .4) right.
        assertThat(YesNoScore.auc(scores, happened)).isEqualTo(3.5 / 4);
        assertThat(YesNoScore.auc(scores, new boolean[4]))
                .as("nothing to tell apart")
                .isNull();
    }

    @Test
    void logLossOfSureAndRightIsZeroAndOfHalvesIsLogTwo() {
        assertThat(YesNoScore.of(new double[] {1, 0}, new boolean[] {true, false})
                        .logLoss())
                .isZero();
        assertThat(YesNoScore.of(new double[] {.5, .5}, new boolean[] {true, false})
                        .logLoss())
                .isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void calibrationErrorWeighsTheGapOfEachBinByItsCases() {
        // Bin of .2: three cases, none happened. Bin of .9: one case, happened.
        double ece = YesNoScore.of(new double[] {.2, .2, .2, .9}, new boolean[] {false, false, false, true})
                .ece();
        assertThat(ece).isCloseTo((3 * .2 + .1) / 4, within(1e-12));
    }
}
