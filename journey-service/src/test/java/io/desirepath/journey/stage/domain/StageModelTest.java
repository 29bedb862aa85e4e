package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageModelTest {
    private static final StageModel GOOD = ExpertPrior.load();

    @Test
    void aMissingOrImpossibleRateIsRefusedByName() {
        var rates = new EnumMap<Stage, Map<Mark, Double>>(Stage.class);
        rates.putAll(GOOD.rates());
        var decision = new EnumMap<Mark, Double>(GOOD.rates().get(Stage.DECISION));
        rates.put(Stage.DECISION, decision);
        for (Double bad : new Double[] {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY, null}) {
            if (bad == null) {
                decision.remove(Mark.RFQ);
            } else {
                decision.put(Mark.RFQ, bad);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StageModel("v", rates, GOOD.dwellDays(), GOOD.jumps(), GOOD.start()))
                    .withMessageStartingWith("DECISION's rate of RFQ");
        }
    }

    @Test
    void jumpsMustSumToOneAndLeaveTheStage() {
        assertJumpsRefused(Map.of(Stage.RETENTION, .9), "PURCHASE's jumps must sum to 1");
        assertJumpsRefused(Map.of(Stage.RETENTION, 1.5, Stage.DORMANT, -.5), "PURCHASE's jumps must not be negative");
        assertJumpsRefused(Map.of(Stage.PURCHASE, 1.0), "PURCHASE must not jump to itself");
        assertJumpsRefused(Map.of(), "PURCHASE's jumps must sum to 1");
    }

    @Test
    void dwellStartAndVersionAreChecked() {
        var dwell = new EnumMap<Stage, Double>(GOOD.dwellDays());
        dwell.put(Stage.DORMANT, 0.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StageModel("v", GOOD.rates(), dwell, GOOD.jumps(), GOOD.start()))
                .withMessageStartingWith("DORMANT's dwell");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StageModel("v", GOOD.rates(), GOOD.dwellDays(), GOOD.jumps(), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StageModel(" ", GOOD.rates(), GOOD.dwellDays(), GOOD.jumps(), GOOD.start()));
    }

    @Test
    void roleFactorsAverageToOneInEveryStage() {
        assertThat(GOOD.roleFactor(BuyingRole.APPROVER, Stage.DECISION)).isEqualTo(1.2);
        assertThat(GOOD.roleFactor(BuyingRole.APPROVER, Stage.DORMANT)).isEqualTo(1);
        assertThat(GOOD.roleFactor(null, Stage.DECISION)).isEqualTo(1);
        assertFactorRefused(1.5, "the roles' mean factor in DECISION must be 1");
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertFactorRefused(bad, "BUYER's factor in DECISION");
        }
    }

    @Test
    void onlyMeasuredMarksAreMissedInSilence() {
        StageModel orders = GOOD.withMeasured(Set.of(Mark.ORDER));
        assertThat(orders.totalRate(Stage.RETENTION)).isEqualTo(GOOD.rate(Stage.RETENTION, Mark.ORDER));
        assertThat(orders.measures(Mark.PAGE_VIEW)).isFalse();
        assertThat(GOOD.measured()).containsExactly(Mark.values());
        assertThatIllegalArgumentException().isThrownBy(() -> GOOD.withMeasured(Set.of()));
    }

    private static void assertFactorRefused(double bad, String message) {
        var factors = Map.of(BuyingRole.BUYER, Map.of(Stage.DECISION, bad));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StageModel(
                        "v", GOOD.rates(), GOOD.dwellDays(), GOOD.jumps(), GOOD.start(), factors, GOOD.measured()))
                .withMessageStartingWith(message);
    }

    private static void assertJumpsRefused(Map<Stage, Double> bad, String message) {
        var jumps = new EnumMap<Stage, Map<Stage, Double>>(Stage.class);
        jumps.putAll(GOOD.jumps());
        jumps.put(Stage.PURCHASE, bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StageModel("v", GOOD.rates(), GOOD.dwellDays(), jumps, GOOD.start()))
                .withMessageStartingWith(message);
    }
}
