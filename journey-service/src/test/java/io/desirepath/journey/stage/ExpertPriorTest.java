package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.StageModel;
import org.junit.jupiter.api.Test;

class ExpertPriorTest {
    private final StageModel model = ExpertPrior.load();

    @Test
    void theFileHoldsTheFirstExpertPrior() {
        assertThat(model.version()).isEqualTo("b2b-expert-1");
        assertThat(model.rate(Stage.DECISION, Mark.RFQ)).isEqualTo(.06);
        assertThat(model.rate(Stage.AWARENESS, Mark.NPS_NEGATIVE)).isEqualTo(.00005);
        assertThat(model.totalRate(Stage.DORMANT)).isCloseTo(.0216, within(1e-12));
        assertThat(model.start(Stage.AWARENESS)).isEqualTo(.55);
    }

    @Test
    void theGeneratorComesFromDwellAndJumps() {
        assertThat(model.generator(Stage.DECISION, Stage.PURCHASE)).isCloseTo(.55 / 30, within(1e-15));
        assertThat(model.generator(Stage.DECISION, Stage.ADVOCACY)).isZero();
        for (Stage from : Stage.values()) {
            double row = 0;
            for (Stage to : Stage.values()) {
                row += model.generator(from, to);
            }
            assertThat(row).isCloseTo(0, within(1e-15));
        }
    }
}
