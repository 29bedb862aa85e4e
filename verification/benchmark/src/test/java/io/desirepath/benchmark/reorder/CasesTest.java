package io.desirepath.benchmark.reorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CasesTest {

    private static final LocalDate START = LocalDate.of(2020, 1, 1);

    @Test
    void aCaseIsAFourthPurchaseThatIsFollowedByAnother() {
        assertThat(cases(0, 10, 20, 30)).isEmpty();
        assertThat(cases(0, 10, 20, 30, 45, 50)).extracting(Cases.Case::days).containsExactly(15d, 5d);
    }

    @Test
    void methodsKnowOnlyWhatWasBefore() {
        Cases.Case first = cases(0, 10, 20, 40, 45, 1000).getFirst();

        assertThat(days(first, "mean interval")).isCloseTo(40 / 3d, within(1e-9));
        assertThat(days(first, "last interval")).isEqualTo(20);
        assertThat(days(first, Cases.OURS))
                .isEqualTo(days(cases(0, 10, 20, 40, 500).getFirst(), Cases.OURS));
    }

    @Test
    void aHitIsWithinAQuarterOfThePrediction() {
        var prediction = Cases.Prediction.of(20);

        assertThat(prediction.hits(15)).isTrue();
        assertThat(prediction.hits(25)).isTrue();
        assertThat(prediction.hits(14)).isFalse();
        assertThat(prediction.hits(26)).isFalse();
    }

    @Test
    void theGammaPoissonPredictionIsTheOneThatMostIntervalsAreNear() {
        var prediction = GammaPoisson.predict(new double[] {20, 30, 40}, 30);
        double best = near(prediction.days());

        assertThat(best).isGreaterThan(near(prediction.days() * 1.05)).isGreaterThan(near(prediction.days() * .95));
    }

    /** The share of a Lomax distribution with shape 4 and rate 120 within a quarter of a prediction. */
    private static double near(double days) {
        return Math.pow(1 + .75 * days / 120, -4) - Math.pow(1 + 1.25 * days / 120, -4);
    }

    private static double days(Cases.Case c, String method) {
        return Objects.requireNonNull(c.predictions().get(method)).days();
    }

    private static List<Cases.Case> cases(int... days) {
        var byDay = new TreeMap<Long, Long>();
        for (int day : days) {
            byDay.put(START.toEpochDay() + day, 10L);
        }
        return Cases.of(List.of(ItemPurchases.of("a", "p", byDay)), START);
    }
}
