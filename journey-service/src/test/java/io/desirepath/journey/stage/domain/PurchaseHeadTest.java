package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PurchaseHeadTest {
    private static final Instant NOW = Instant.parse("2011-06-01T00:00:00Z");

    @Test
    void logisticRegressionFindsTheWeightsThatMadeTheOutcomes() {
        var random = new Random(1);
        var rows = new double[20_000][];
        var happened = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextGaussian(), 100 * random.nextGaussian()};
            double logit = -.5 + 1.5 * rows[i][0] - .01 * rows[i][1];
            happened[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
        }

        var fitted = LogisticRegression.fit(rows, happened, 1);

        assertThat(fitted.intercept()).isCloseTo(-.5, within(.06));
        assertThat(fitted.weights().get(0)).isCloseTo(1.5, within(.06));
        assertThat(fitted.weights().get(1)).isCloseTo(-.01, within(.001));
    }

    @Test
    void atItsOptimumTheMeanPredictionIsTheMeanOutcome() {
        double[][] rows = {{1, 0}, {2, 1}, {3, 0}, {4, 1}, {5, 5}};
        boolean[] happened = {false, true, false, true, true};

        var fitted = LogisticRegression.fit(rows, happened, .1);

        double sum = 0;
        for (double[] row : rows) {
            sum += fitted.probability(row);
        }
        assertThat(sum).isCloseTo(3, within(1e-6));
    }

    @Test
    void separableAndConstantFeaturesStayFinite() {
        double[][] rows = {{0, 7}, {0, 7}, {1, 7}, {1, 7}};
        boolean[] happened = {false, false, true, true};

        var fitted = LogisticRegression.fit(rows, happened, 1);

        assertThat(fitted.probability(1, 7)).isBetween(.5, 1.0);
        assertThat(fitted.weights()).allSatisfy(weight -> assertThat(weight).isFinite());
    }

    @Test
    void featuresCountADayWithSeveralOrdersOnce() {
        double[] values = PurchaseFeatures.of(
                .5,
                List.of(
                        order("2011-04-02T09:00:00Z", 10),
                        order("2011-05-22T09:00:00Z", 10),
                        order("2011-05-22T12:00:00Z", 5)),
                NOW);

        assertThat(values).hasSize(PurchaseFeatures.NAMES.size());
        assertThat(values[0]).isZero();
        assertThat(values[1]).isCloseTo(Math.log1p(9.5), within(1e-12));
        assertThat(values[3]).isCloseTo(Math.log(2), within(1e-12));
        assertThat(values[5]).isEqualTo(1);
        assertThat(values[6]).isEqualTo(2);
        assertThat(values[10]).isCloseTo(Math.log1p(25), within(1e-12));
    }

    @Test
    void theHeadLearnsThatARecentOrderPromisesAnother() {
        var examples = new ArrayList<PurchaseHead.Example>();
        for (int day = 1; day <= 90; day++) {
            double[] features = PurchaseFeatures.of(
                    .3, List.of(new PurchaseFeatures.Order(NOW.minusSeconds(86_400L * day), 20)), NOW);
            examples.add(new PurchaseHead.Example(features, day < 30 || day % 9 == 0));
        }

        var head = PurchaseHead.learn(30, examples);

        assertThat(head.examples()).isEqualTo(90);
        assertThat(head.probability(examples.get(4).features()))
                .isGreaterThan(head.probability(examples.get(80).features()));
    }

    @Test
    void aSlowerTempoMakesOrdersRarerAndStaysLonger() {
        StageModel prior = ExpertPrior.load();
        StageModel slow = new PurchaseTempo(.1, 3).of(prior);

        assertThat(slow.rate(Stage.RETENTION, Mark.ORDER))
                .isCloseTo(.1 * prior.rate(Stage.RETENTION, Mark.ORDER), within(1e-12));
        assertThat(slow.dwellDays().get(Stage.RETENTION))
                .isCloseTo(3 * prior.dwellDays().get(Stage.RETENTION), within(1e-9));
    }

    private static PurchaseFeatures.Order order(String at, double value) {
        return new PurchaseFeatures.Order(Instant.parse(at), value);
    }
}
