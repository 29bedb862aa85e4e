package io.desirepath.contracts.condition;

import static io.desirepath.contracts.condition.Truth.FAILS;
import static io.desirepath.contracts.condition.Truth.HOLDS;
import static io.desirepath.contracts.condition.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.Facts.AccountFacts;
import io.desirepath.contracts.condition.Facts.Belief;
import io.desirepath.contracts.condition.Facts.BuyingGroup;
import io.desirepath.contracts.condition.Facts.Journey;
import io.desirepath.contracts.condition.Facts.Move;
import io.desirepath.contracts.condition.Facts.Reorders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What conditions say of journeys, and until when. */
class ConditionInTimeTest {

    private static final Instant MOVED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant FIRST = MOVED.minus(Duration.ofDays(40));

    @Test
    void timeInAStageBeginsAndEndsAtAMomentThatTheVerdictNames() {
        Condition week = new TimeInStageCondition(7, 30);

        assertThat(week.evaluate(decidedFor(Duration.ofDays(7).minusMillis(1))))
                .isEqualTo(new Verdict(
                        FAILS,
                        List.of("The account is in DECISION for 6 days, at least 7 asked"),
                        MOVED.plus(Duration.ofDays(7))));
        assertThat(week.evaluate(decidedFor(Duration.ofDays(7))))
                .isEqualTo(new Verdict(
                        HOLDS, List.of("The account is in DECISION for 7 days"), MOVED.plus(Duration.ofDays(30))));
        assertThat(week.evaluate(decidedFor(Duration.ofDays(30))))
                .isEqualTo(new Verdict(FAILS, List.of("The account is in DECISION for 30 days, less than 30 asked")));
        assertThat(week.evaluate(KnownFacts.NOTHING).truth()).isEqualTo(UNKNOWN);
    }

    @Test
    void aMoveLeavesItsWindow() {
        Condition toDecision = new TransitionCondition(List.of(Stage.DECISION), null, 7);
        Condition fromPurchase = new TransitionCondition(null, List.of(Stage.PURCHASE), 365);

        assertThat(toDecision.evaluate(decidedFor(Duration.ofDays(1))))
                .isEqualTo(new Verdict(
                        HOLDS,
                        List.of("The account moved from CONSIDERATION to DECISION in the last 7 days"),
                        MOVED.plus(Duration.ofDays(7))));
        assertThat(toDecision.evaluate(decidedFor(Duration.ofDays(7))))
                .isEqualTo(new Verdict(FAILS, List.of("The account made no such move in the last 7 days")));
        assertThat(fromPurchase.evaluate(decidedFor(Duration.ZERO)).truth()).isEqualTo(FAILS);
    }

    @Test
    void beliefsHoldForADay() {
        Facts facts = decidedFor(Duration.ofDays(1));

        assertThat(new BeliefCondition(Stage.DECISION, 0.6, null).evaluate(facts))
                .isEqualTo(new Verdict(
                        HOLDS, List.of("The account is in DECISION with probability 0.60"), facts.endOfDay()));
        assertThat(new BeliefCondition(Stage.RETENTION, 0.01, null)
                        .evaluate(facts)
                        .truth())
                .isEqualTo(FAILS);
        assertThat(new PurchaseProbabilityCondition(null, 0.2).evaluate(facts))
                .isEqualTo(new Verdict(
                        FAILS,
                        List.of("The account orders within 30 days with probability 0.25, at most 0.2 asked"),
                        facts.endOfDay()));
    }

    @Test
    void whatDecidesSaysUntilWhen() {
        Facts facts = decidedFor(Duration.ofDays(1));
        Condition moved = new TransitionCondition(List.of(Stage.DECISION), null, 7);
        Condition stays = new TimeInStageCondition(3, null);
        Condition elsewhere = new StageCondition(List.of(Stage.ADVOCACY));

        assertThat(new AllCondition(List.of(moved, new NotCondition(stays)))
                        .evaluate(facts)
                        .until())
                .as("what is first to change")
                .isEqualTo(MOVED.plus(Duration.ofDays(3)));
        assertThat(new AnyCondition(List.of(moved, stays)).evaluate(facts).until())
                .as("as long as the one that holds")
                .isEqualTo(MOVED.plus(Duration.ofDays(7)));
        assertThat(new AllCondition(List.of(elsewhere, stays)).evaluate(facts).until())
                .as("the stage fails for good, whatever time does to the other")
                .isNull();
    }

    @Test
    void nobodyKnownInARoleIsNobody() {
        Facts facts = decidedFor(Duration.ZERO);

        assertThat(new RoleInGroupCondition(List.of(BuyingRole.USER, BuyingRole.BUYER)).evaluate(facts))
                .isEqualTo(new Verdict(HOLDS, List.of("The buying group has a USER")));
        assertThat(new NotCondition(new RoleInGroupCondition(List.of(BuyingRole.DECIDER))).evaluate(facts))
                .isEqualTo(new Verdict(HOLDS, List.of("The buying group has no DECIDER")));
        assertThat(new PersonaInGroupCondition(List.of("engineer"), null)
                        .evaluate(facts)
                        .truth())
                .isEqualTo(HOLDS);
        assertThat(new PersonaInGroupCondition(List.of("engineer"), 0.9)
                        .evaluate(facts)
                        .truth())
                .isEqualTo(FAILS);
    }

    @Test
    void latePurchasesAreCounted() {
        Facts facts = decidedFor(Duration.ZERO);

        assertThat(new ReorderCondition(ReorderCondition.State.OVERDUE, 2).evaluate(facts))
                .isEqualTo(new Verdict(HOLDS, List.of("2 regular purchases are overdue")));
        assertThat(new ReorderCondition(ReorderCondition.State.LAPSED, null).evaluate(facts))
                .isEqualTo(new Verdict(FAILS, List.of("0 regular purchases are lapsed, at least 1 asked")));
    }

    @Test
    void boundsThatAdmitNothingAreRefused() {
        assertThatThrownBy(() -> new BeliefCondition(Stage.DECISION, null, null))
                .isInstanceOf(InvalidConditionException.class);
        assertThatThrownBy(() -> new BeliefCondition(Stage.DECISION, Double.NaN, null))
                .isInstanceOf(InvalidConditionException.class);
        assertThatThrownBy(() -> new PurchaseProbabilityCondition(0.5, 0.4))
                .isInstanceOf(InvalidConditionException.class);
        assertThatThrownBy(() -> new TimeInStageCondition(30, 30)).isInstanceOf(InvalidConditionException.class);
        assertThatThrownBy(() -> new TransitionCondition(null, null, 7)).isInstanceOf(InvalidConditionException.class);
        assertThatThrownBy(() -> new TransitionCondition(List.of(Stage.DECISION), null, 366))
                .isInstanceOf(InvalidConditionException.class);
    }

    private static Facts decidedFor(Duration time) {
        List<Move> moves = List.of(
                new Move(null, Stage.CONSIDERATION, FIRST, null),
                new Move(Stage.CONSIDERATION, Stage.DECISION, MOVED, null));
        AccountFacts account = new AccountFacts(
                null,
                null,
                null,
                Stage.DECISION,
                new Journey(
                        MOVED.plus(time),
                        moves,
                        new Belief(Map.of(Stage.DECISION, 0.6, Stage.CONSIDERATION, 0.4), 0.25)),
                new BuyingGroup(Set.of(BuyingRole.USER), Map.of("engineer", 0.7)),
                new Reorders(2, 0));
        return new DatedFacts(account, Instant.parse("2026-03-09T00:00:00Z"));
    }

    private record DatedFacts(AccountFacts account, Instant endOfDay) implements Facts {
        @Override
        public @Nullable BuyingRole role() {
            return null;
        }

        @Override
        public @Nullable String seniority() {
            return null;
        }

        @Override
        public @Nullable String department() {
            return null;
        }

        @Override
        public @Nullable String title() {
            return null;
        }

        @Override
        public @Nullable Object trait(String name) {
            return null;
        }

        @Override
        public List<AccountFacts> accounts() {
            return List.of(account);
        }

        @Override
        public @Nullable Long activities(@Nullable String event, @Nullable String touchpoint, int withinDays) {
            return null;
        }
    }
}
