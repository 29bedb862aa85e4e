package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PurchaseBridgeTest {
    private static final StageModel MODEL = ExpertPrior.load();
    private static final PurchaseBridge BRIDGE = new PurchaseBridge(MODEL);

    @Test
    void agreesWithSimulatedJourneys() {
        for (Stage stage : List.of(Stage.DECISION, Stage.RETENTION, Stage.DORMANT)) {
            double simulated = simulatedShareWithAnOrder(stage, 30, .7, 40_000);
            assertThat(BRIDGE.orderWithin(in(stage, .7), 30)).as("%s", stage).isCloseTo(simulated, within(.01));
        }
    }

    @Test
    void noTimeBringsNoOrderAndMoreTimeMore() {
        Standing standing = in(Stage.RETENTION, 1);
        assertThat(BRIDGE.orderWithin(standing, 0)).isZero();
        assertThat(BRIDGE.orderWithin(standing, 30)).isGreaterThan(BRIDGE.orderWithin(standing, 7));
        assertThat(BRIDGE.orderWithin(standing, 36_500)).isGreaterThan(.99);
    }

    @Test
    void aQuieterAccountOrdersLess() {
        assertThat(BRIDGE.orderWithin(in(Stage.RETENTION, .2), 30))
                .isLessThan(BRIDGE.orderWithin(in(Stage.RETENTION, 1), 30));
    }

    private static double simulatedShareWithAnOrder(Stage start, double days, double exposure, int journeys) {
        var random = new Random(42);
        int ordered = 0;
        for (int i = 0; i < journeys; i++) {
            Stage stage = start;
            double time = 0;
            while (true) {
                double leave = -MODEL.generator(stage, stage);
                double order = exposure * MODEL.rate(stage, Mark.ORDER);
                time += -Math.log(1 - random.nextDouble()) / (leave + order);
                if (time > days) {
                    break;
                }
                if (random.nextDouble() * (leave + order) < order) {
                    ordered++;
                    break;
                }
                stage = next(stage, random.nextDouble());
            }
        }
        return ordered / (double) journeys;
    }

    private static Stage next(Stage from, double dice) {
        double rest = dice;
        for (Map.Entry<Stage, Double> jump : MODEL.jumps().get(from).entrySet()) {
            rest -= jump.getValue();
            if (rest < 0) {
                return jump.getKey();
            }
        }
        return from;
    }

    private static Standing in(Stage stage, double exposure) {
        var probabilities = new EnumMap<Stage, Double>(Stage.class);
        for (Stage other : Stage.values()) {
            probabilities.put(other, other == stage ? 1.0 : 0);
        }
        Instant now = Story.BEGINNING;
        var silence = new Shift.Silence(now, now, List.of());
        return new Standing(now, probabilities, stage, now, exposure, List.of(), silence);
    }
}
