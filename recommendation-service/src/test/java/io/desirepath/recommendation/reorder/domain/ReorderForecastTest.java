package io.desirepath.recommendation.reorder.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.recommendation.accountcontext.domain.Rhythm;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReorderForecastTest {

    @Test
    void aSteadyRhythmIsContinued() {
        ReorderForecast forecast = forecast(rhythm(30, 12, 10));

        assertThat(forecast.days()).as("the prior says fifty").isBetween(30d, 36d);
        assertThat(forecast.earliestDays()).isBetween(10d, 25d);
        assertThat(forecast.latestDays()).isBetween(40d, 90d);
    }

    @Test
    void theMoreIntervalsTheLessThePriorSays() {
        assertThat(forecast(rhythm(10, 2, 10)).days())
                .isGreaterThan(forecast(rhythm(10, 4, 10)).days())
                .isGreaterThan(forecast(rhythm(10, 20, 10)).days());
    }

    @Test
    void whatTheAccountDoesElsewhereAndOthersDoWithTheProductIsThePrior() {
        var quick = new Intervals(200, 200 * Math.log(7));
        var products = new ProductIntervals.Builder(new ProductNumbers())
                .add("P", new Intervals(500, 500 * Math.log(14)))
                .build();

        double alone = ReorderForecast.of("P", Rhythm.NONE, Intervals.NONE, ProductIntervals.NONE)
                .days();
        double byProduct =
                ReorderForecast.of("P", Rhythm.NONE, Intervals.NONE, products).days();
        double byAccount = ReorderForecast.of("P", Rhythm.NONE, quick, products).days();

        assertThat(alone).isCloseTo(Math.exp(3.9), within(0.1));
        assertThat(byProduct).isCloseTo(14, within(1.5));
        assertThat(byAccount).isCloseTo(7, within(0.5));
    }

    @Test
    void aLargerLastOrderLastsLonger() {
        assertThat(forecast(rhythm(30, 6, 40)).days())
                .isGreaterThan(forecast(rhythm(30, 6, 10)).days());
        assertThat(forecast(rhythm(30, 6, 2)).days())
                .isLessThan(forecast(rhythm(30, 6, 10)).days());
    }

    @Test
    void silenceEndsARhythmInTheEnd() {
        ReorderForecast steady = forecast(rhythm(30, 12, 10));

        assertThat(steady.lapse(30)).isLessThan(0.2);
        assertThat(steady.lapse(400)).isGreaterThan(ReorderForecast.LAPSED);
    }

    @Property(tries = 300)
    void probabilitiesAreProbabilitiesAndLapseRisesWithSilence(
            @ForAll @Size(min = 1, max = 30) long[] anyGaps,
            @ForAll @IntRange(min = 1, max = 5000) int quantity,
            @ForAll @DoubleRange(min = 0, max = 2000) double silent) {
        long[] days = new long[anyGaps.length + 1];
        for (int i = 0; i < anyGaps.length; i++) {
            days[i + 1] = days[i] + 1 + Math.floorMod(anyGaps[i], 400L);
        }
        long[] quantities =
                LongStream.range(0, days.length).map(i -> 1 + i * quantity % 97).toArray();
        ReorderForecast forecast = forecast(Rhythm.of(days, quantities));

        assertThat(forecast.earliestDays()).isLessThan(forecast.days());
        assertThat(forecast.latestDays()).isGreaterThan(forecast.days());
        assertThat(forecast.confidence()).isBetween(0d, 1d);
        assertThat(forecast.within(silent, 14)).isBetween(0d, 1d);
        assertThat(forecast.lapse(silent + 30)).isGreaterThanOrEqualTo(forecast.lapse(silent));
        assertThat(forecast.within(silent, 28)).isGreaterThanOrEqualTo(forecast.within(silent, 14));
    }

    @Property
    void quantitiesAreInWholePacksAndNeverTooFew(
            @ForAll @IntRange(min = 1, max = 100_000) int needed,
            @ForAll @IntRange(min = 1, max = 500) int pack,
            @ForAll @IntRange(min = 1, max = 5000) int minimum) {
        long quantity = OrderQuantity.roundedUp(needed, pack, minimum);

        assertThat(quantity % pack).isZero();
        assertThat(quantity).isGreaterThanOrEqualTo(Math.max(needed, minimum));
        assertThat(quantity - pack).isLessThan(Math.max(needed, minimum));
    }

    private static ReorderForecast forecast(Rhythm rhythm) {
        return ReorderForecast.of("P", rhythm, Intervals.NONE, ProductIntervals.NONE);
    }

    /** Ten each time but the last. */
    private static Rhythm rhythm(int everyDays, int gaps, long lastQuantity) {
        long[] quantities = new long[gaps + 1];
        Arrays.fill(quantities, 10);
        quantities[gaps] = lastQuantity;
        return Rhythm.of(LongStream.rangeClosed(0, gaps).map(i -> i * everyDays).toArray(), quantities);
    }
}
