package io.desirepath.journey.stage.training.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.StageModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final StageModel MODEL = ExpertPrior.load();
    private final Forecast forecast = new Forecast(MODEL);

    @Test
    void nothingChangesInNoTime() {
        assertThat(forecast.stagesIn(belief(Map.of(Stage.DECISION, 1.0)), 0).get(Stage.DECISION))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void aDecisionIsPartlyAPurchaseAMonthLater() {
        Map<Stage, Double> ahead = forecast.stagesIn(belief(Map.of(Stage.DECISION, 1.0)), 30);
        assertThat(sum(ahead)).isCloseTo(1, within(1e-12));
        assertThat(ahead.get(Stage.DECISION)).isBetween(Math.exp(-1), .5);
        assertThat(ahead.get(Stage.RETENTION)).isGreaterThan(.1);
    }

    @Test
    void whereAJourneyBeganDoesNotMatterInTheLongRun() {
        Map<Stage, Double> one = forecast.stagesIn(belief(Map.of(Stage.AWARENESS, 1.0)), 20_000);
        Map<Stage, Double> other = forecast.stagesIn(belief(Map.of(Stage.ADVOCACY, 1.0)), 20_000);
        for (Stage stage : Stage.values()) {
            assertThat(one.get(stage)).isCloseTo(other.get(stage), within(1e-9));
        }
    }

    @Test
    void theNextStageIsWaitedForAsLongAsThePresentOneLasts() {
        assertThat(forecast.expectedDaysToNextStage(belief(Map.of(Stage.PURCHASE, 1.0))))
                .isCloseTo(14, within(1e-9));
        assertThat(forecast.expectedDaysToNextStage(belief(Map.of(Stage.PURCHASE, .5, Stage.DECISION, .5))))
                .isCloseTo(22, within(1e-9));
    }

    @Test
    void theNextStageIsWhereThePresentOneLeads() {
        Map<Stage, Double> next = forecast.nextStage(belief(Map.of(Stage.DECISION, 1.0)));
        assertThat(sum(next)).isCloseTo(1, within(1e-9));
        assertThat(next.get(Stage.PURCHASE)).isCloseTo(.55, within(1e-9));
        assertThat(next.get(Stage.DECISION)).isZero();
    }

    private static List<Double> belief(Map<Stage, Double> shares) {
        return Arrays.stream(Stage.values())
                .map(stage -> shares.getOrDefault(stage, 0.0))
                .toList();
    }

    private static double sum(Map<Stage, Double> shares) {
        return shares.values().stream().mapToDouble(share -> share).sum();
    }
}
