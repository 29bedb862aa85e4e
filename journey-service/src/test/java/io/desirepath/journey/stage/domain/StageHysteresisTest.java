package io.desirepath.journey.stage.domain;

import static io.desirepath.contracts.Stage.AWARENESS;
import static io.desirepath.contracts.Stage.CONSIDERATION;
import static io.desirepath.contracts.Stage.DECISION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.desirepath.journey.stage.domain.JourneyState.Holding;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StageHysteresisTest {
    private static final StageHysteresis RULE = StageHysteresis.DEFAULT;
    private static final Holding HELD = new Holding(AWARENESS, 100, AWARENESS, 100);

    @Test
    void theFirstLeaderIsHeldAtOnce() {
        assertThat(look(RULE, null, belief(.3, .4, .3), 7)).isEqualTo(new Holding(CONSIDERATION, 7, CONSIDERATION, 7));
    }

    @Test
    void aClearLeadChangesTheStageAtOnce() {
        assertThat(look(RULE, HELD, belief(.40, .55, .05), 200))
                .isEqualTo(new Holding(CONSIDERATION, 200, CONSIDERATION, 200));
    }

    @Test
    void theLeadIsMeasuredAgainstTheHeldStage() {
        assertThat(look(RULE, HELD, belief(.10, .46, .44), 200).stage()).isEqualTo(CONSIDERATION);
    }

    @Test
    void aNarrowLeadOnlyStartsTheClock() {
        assertThat(look(RULE, HELD, belief(.45, .55, 0), 200))
                .isEqualTo(new Holding(AWARENESS, 100, CONSIDERATION, 200));
    }

    @Test
    void aNarrowLeadOfADayChangesTheStage() {
        var narrow = new Holding(AWARENESS, 100, CONSIDERATION, 200);
        assertThat(look(RULE, narrow, belief(.45, .55, 0), 200 + 1439)).isEqualTo(narrow);
        assertThat(look(RULE, narrow, belief(.45, .55, 0), 200 + 1440))
                .isEqualTo(new Holding(CONSIDERATION, 1640, CONSIDERATION, 200));
    }

    @Test
    void anotherLeaderStartsTheClockAgain() {
        var narrow = new Holding(AWARENESS, 100, CONSIDERATION, 200);
        assertThat(look(RULE, narrow, belief(.33, .33, .34), 1640))
                .isEqualTo(new Holding(AWARENESS, 100, DECISION, 1640));
        assertThat(look(RULE, narrow, belief(.5, .3, .2), 1640))
                .isEqualTo(new Holding(AWARENESS, 100, AWARENESS, 1640));
    }

    @Test
    void marginAndPatienceAreSettings() {
        var eager = new StageHysteresis(0, Duration.ZERO);
        assertThat(look(eager, HELD, belief(.49, .51, 0), 101).stage()).isEqualTo(CONSIDERATION);
        var stubborn = new StageHysteresis(1, Duration.ofDays(1000));
        assertThat(look(stubborn, HELD, belief(.01, .99, 0), 101).stage()).isEqualTo(AWARENESS);
        assertThatIllegalArgumentException().isThrownBy(() -> new StageHysteresis(1.1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new StageHysteresis(.1, Duration.ofDays(-1)));
    }

    private static Holding look(StageHysteresis rule, @Nullable Holding before, double[] belief, long minute) {
        var held = new HeldStage(rule, Taxonomy.SIX_STAGES);
        held.resume(before);
        boolean changed = held.look(belief, 1, minute);
        Holding after = held.holding();
        assertThat(changed).isEqualTo(before == null || before.stage() != after.stage());
        return after;
    }

    private static double[] belief(double awareness, double consideration, double decision) {
        return new double[] {awareness, consideration, decision, 0, 0, 0, 0, 0};
    }
}
