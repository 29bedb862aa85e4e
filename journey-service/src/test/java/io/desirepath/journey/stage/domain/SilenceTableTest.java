package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class SilenceTableTest {
    private static final StageModel MODEL = ExpertPrior.load();
    private static final SilenceTable TABLE = new SilenceTable(MODEL);
    private static final int RIVAL = Stage.DORMANT.ordinal();
    private static final double[] BELIEF = {.3, .2, .1, .05, .15, .1, .1};

    @Property(tries = 200)
    void aTabulatedStretchEqualsTheDirectExponential(
            @ForAll @IntRange(max = 15) int exposure, @ForAll @IntRange(min = 1, max = 1440) int minutes) {
        double[] tabulated = wide(BELIEF);
        TABLE.pass(exposure, minutes, tabulated);
        assertThat(normalised(tabulated))
                .containsExactly(direct(SilenceTable.exposure(exposure), minutes), within(1e-9));
    }

    @Property(tries = 200)
    void manyDaysAtOnceEqualTheDirectExponential(
            @ForAll @IntRange(max = 15) int exposure, @ForAll @IntRange(min = 1, max = 256) int days) {
        double[] tabulated = wide(BELIEF);
        TABLE.passDays(exposure, days, tabulated);
        assertThat(normalised(tabulated))
                .containsExactly(direct(SilenceTable.exposure(exposure), days * 1440), within(1e-9));
    }

    @Property(tries = 20)
    void aMonthOfDaysEqualsTheDirectExponential(@ForAll @IntRange(max = 15) int exposure) {
        double[] tabulated = wide(BELIEF);
        for (int day = 0; day < 30; day++) {
            TABLE.pass(exposure, 1440, tabulated);
        }
        assertThat(normalised(tabulated))
                .containsExactly(direct(SilenceTable.exposure(exposure), 30 * 1440), within(1e-9));
    }

    @Property(tries = 300)
    void aProvenLeadIsOneAtEveryMidnight(
            @ForAll @IntRange(max = 15) int exposure,
            @ForAll @IntRange(min = 1, max = SilenceTable.MOST_DAYS_LOG2) int level,
            @ForAll long seed) {
        double[] belief = wide(
                new Random(seed).doubles(7).map(share -> share * share * share).toArray());
        Belief.normalise(belief);
        int leader = Belief.leaderIndex(belief);
        boolean proven = isCertain(exposure, level, leader, belief, 1);
        boolean leads = true;
        double[] walked = wide(belief);
        for (int day = 0; day < 1 << level; day++) {
            TABLE.pass(exposure, 1440, walked);
            Belief.normaliseWithFloor(walked, 7);
            leads &= Belief.leaderIndex(walked) == leader;
        }
        Statistics.collect(proven, leads);
        assertThat(leads || !proven).isTrue();
        double[] jumped = wide(belief);
        TABLE.passDays(exposure, 1 << level, jumped);
        assertThat(normalised(jumped)).containsExactly(normalised(walked), within(1e-9));
    }

    @Property(tries = 200)
    void aLeadIsProvenAlikeWhateverTheBeliefSumsTo(
            @ForAll @IntRange(max = 15) int exposure,
            @ForAll @IntRange(max = SilenceTable.MOST_DAYS_LOG2) int level,
            @ForAll long seed) {
        double[] belief = wide(
                new Random(seed).doubles(7).map(share -> share * share * share).toArray());
        Belief.normalise(belief);
        int leader = Belief.leaderIndex(belief);
        boolean proven = isCertain(exposure, level, leader, belief, 1);
        for (int s = 0; s < belief.length; s++) {
            belief[s] *= 1 / 1024.0;
        }
        assertThat(isCertain(exposure, level, leader, belief, 1 / 1024.0)).isEqualTo(proven);
    }

    @Test
    void exposuresSnapToTheNearestByRatio() {
        assertThat(SilenceTable.exposure(nearest(1))).isEqualTo(1);
        assertThat(SilenceTable.exposure(nearest(1.18))).isEqualTo(1);
        assertThat(SilenceTable.exposure(nearest(1.20))).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(SilenceTable.exposure(nearest(.85))).isEqualTo(1);
        assertThat(nearest(1e-9)).isZero();
        assertThat(nearest(1e9)).isEqualTo(15);
    }

    @Test
    void aVeryBusyModelNeitherUnderflowsNorLosesAStage() {
        var busy = new EnumMap<Stage, Map<Mark, Double>>(Stage.class);
        MODEL.rates().forEach((stage, rates) -> {
            var scaled = new EnumMap<Mark, Double>(rates);
            scaled.replaceAll((mark, rate) -> rate * 1e6);
            busy.put(stage, scaled);
        });
        var table = new SilenceTable(new StageModel("busy", busy, MODEL.dwellDays(), MODEL.jumps(), MODEL.start()));
        double[] belief = wide(BELIEF);
        table.pass(15, 1440, belief);
        belief = normalised(belief);
        for (double probability : belief) {
            assertThat(probability).isBetween(Belief.FLOOR / 2, 1.0);
        }
        assertThat(belief[Stage.DORMANT.ordinal()]).isBetween(.9, 1.0);
    }

    private static int nearest(double exposure) {
        int index = SilenceTable.nearest(3 * exposure, 3, SilenceTable.USUAL);
        assertThat(SilenceTable.nearest(3 * exposure, 3, SilenceTable.LEAST)).isEqualTo(index);
        assertThat(SilenceTable.nearest(3 * exposure, 3, 15)).isEqualTo(index);
        return index;
    }

    /** Whoever is suspected first, the answer is the same. */
    private static boolean isCertain(int exposure, int level, int leader, double[] belief, double mass) {
        boolean certain = TABLE.leads().rival(exposure, level, leader, belief, mass, RIVAL) == HeldStage.NONE;
        for (Stage suspect : Stage.values()) {
            int found = TABLE.leads().rival(exposure, level, leader, belief, mass, suspect.ordinal());
            assertThat(found == HeldStage.NONE).isEqualTo(certain);
        }
        return certain;
    }

    private static double[] wide(double[] belief) {
        return Arrays.copyOf(belief, Belief.MOST_STATES);
    }

    private static double[] normalised(double[] belief) {
        double[] normalised = wide(belief);
        Belief.normaliseWithFloor(normalised, 7);
        return Arrays.copyOf(normalised, 7);
    }

    private static double[] direct(double exposure, int minutes) {
        var generator = new double[49];
        for (Stage from : Stage.values()) {
            for (Stage to : Stage.values()) {
                generator[from.ordinal() * 7 + to.ordinal()] =
                        MODEL.generator(from, to) - (from == to ? exposure * MODEL.totalRate(from) : 0);
            }
        }
        double[] power = MatrixExponential.of(generator, 7, minutes / 1440.0);
        var after = new double[Belief.MOST_STATES];
        for (int i = 0; i < 49; i++) {
            after[i % 7] += BELIEF[i / 7] * power[i];
        }
        Belief.normaliseWithFloor(after, 7);
        return Arrays.copyOf(after, 7);
    }
}
