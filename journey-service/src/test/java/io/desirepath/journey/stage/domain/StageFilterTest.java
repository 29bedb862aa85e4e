package io.desirepath.journey.stage.domain;

import static io.desirepath.contracts.Stage.ADVOCACY;
import static io.desirepath.contracts.Stage.AWARENESS;
import static io.desirepath.contracts.Stage.CONSIDERATION;
import static io.desirepath.contracts.Stage.DECISION;
import static io.desirepath.contracts.Stage.DORMANT;
import static io.desirepath.contracts.Stage.PURCHASE;
import static io.desirepath.contracts.Stage.RETENTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the filter concludes from stories that people would agree on. */
class StageFilterTest {

    @Test
    void firstPageViewsAreTheBeginningOfAJourney() {
        Story story = Story.begin().see(Mark.PAGE_VIEW, "ann");
        assertThat(story.stage()).isIn(AWARENESS, CONSIDERATION);

        story.days(3)
                .see(Mark.PAGE_VIEW, "ann")
                .days(4)
                .see(Mark.PAGE_VIEW, "ann")
                .days(5)
                .see(Mark.PAGE_VIEW, "ann");
        assertThat(story.days(1).stage()).isIn(AWARENESS, CONSIDERATION);
    }

    @Test
    void aQuoteRequestAfterLookingAtPricesIsADecision() {
        assertThat(quoteRequested().stage()).isEqualTo(DECISION);
    }

    @Test
    void checkingOutAfterADecisionIsAPurchase() {
        Story story = quoteRequested()
                .days(2)
                .see(Mark.CART, "ann")
                .see(Mark.CHECKOUT, "ann")
                .see(Mark.ORDER, "ann");
        assertThat(story.stage()).isEqualTo(PURCHASE);
        Transition last = story.transitions.getLast();
        assertThat(last.from()).isEqualTo(DECISION);
        assertThat(last.reason()).isEqualTo(Reason.EVENT);
        assertThat(last.at()).isEqualTo(story.now);
        assertThat(story.observations).extracting(Observation::messageId).contains(last.messageId());
    }

    @Test
    void aQuoteRequestAndAnOrderOutOfNowhereAreAPurchase() {
        assertThat(Story.begin().see(Mark.RFQ).see(Mark.ORDER).stage()).isEqualTo(PURCHASE);
    }

    @Test
    void whoeverOrdersIsAtLeastBuying() {
        Map<String, Story> visitors = Map.of(
                "looked around",
                Story.begin().see(Mark.PAGE_VIEW, "ann").days(20).see(Mark.PAGE_VIEW, "ann"),
                "compares",
                Story.begin()
                        .see(Mark.PAGE_VIEW, "ann")
                        .days(2)
                        .see(Mark.CONTENT, "ann")
                        .days(2)
                        .see(Mark.COMPARE, "ben")
                        .days(3)
                        .see(Mark.SEARCH, "ann"),
                "asked for prices",
                Story.begin()
                        .see(Mark.PRICING, "ann")
                        .days(1)
                        .see(Mark.PRICING, "ben")
                        .days(2)
                        .see(Mark.QUOTE, "ann"));

        visitors.forEach((who, story) -> assertThat(story.days(1)
                        .see(Mark.RFQ, "new buyer")
                        .pass(Duration.ofMinutes(10))
                        .see(Mark.ORDER, "new buyer")
                        .stage())
                .as("who " + who)
                .isIn(PURCHASE, RETENTION, ADVOCACY));
    }

    @Test
    void aCustomerWhoOrdersMonthlyAndNothingElseIsNotDormantButQuiet() {
        Story story = monthlyOrders().days(5);
        assertThat(story.stage()).isIn(PURCHASE, RETENTION, ADVOCACY);
        assertThat(sum(story.standing().probabilities(), PURCHASE, RETENTION, ADVOCACY))
                .isGreaterThan(.9);
        assertThat(story.standing().exposure()).isLessThan(.2);
    }

    @Test
    void aCustomerSilentForAYearIsDormantSinceAMidnightThatDoesNotDependOnTheReader() {
        Story story = monthlyOrders().days(365);
        Standing standing = story.standing();
        assertThat(standing.stage()).isEqualTo(DORMANT);

        Transition transition = standing.transitions().getLast();
        assertThat(transition.from()).isEqualTo(RETENTION);
        assertThat(transition.reason()).isEqualTo(Reason.SILENCE);
        assertThat(transition.messageId()).isNull();
        assertThat(transition.at()).isEqualTo(standing.since());
        assertThat(transition.at().getEpochSecond() % 86_400).isZero();
        assertThat(Story.FILTER.asOf(story.state, transition.at()).stage()).isEqualTo(DORMANT);
        assertThat(Story.FILTER
                        .asOf(story.state, transition.at().minusSeconds(60))
                        .stage())
                .isEqualTo(RETENTION);
    }

    @Test
    void theTransitionsOfALongSilenceAreRecordedByTheEventThatEndsIt() {
        Story silent = monthlyOrders().days(200);
        Story ended = monthlyOrders();
        ended.days(200).see(Mark.PAGE_VIEW);
        List<Transition> read = silent.standing().transitions();
        assertThat(read).isNotEmpty();
        assertThat(ended.steps.getLast().transitions()).startsWith(read.toArray(Transition[]::new));
    }

    @Test
    void aSessionIsOnePieceOfEvidence() {
        Story story = Story.begin().see(Mark.PAGE_VIEW, "ann");
        double seen = story.state.seen();
        story.pass(Duration.ofMinutes(2))
                .see(Mark.PAGE_VIEW, "ann")
                .pass(Duration.ofMinutes(9))
                .see(Mark.PAGE_VIEW, "ann");
        assertThat(story.lastWeight()).isZero();
        assertThat(story.state.seen()).isEqualTo(seen);
        assertThat(story.state.last()).isEqualTo(story.observations.getLast().key());
    }

    @Test
    void theSecondPersonOfADayCountsHalfTheThirdAThirdTheFourthNothing() {
        Story story = Story.begin();
        assertThat(story.see(Mark.PRICING, "ann").lastWeight()).isEqualTo(1);
        assertThat(story.see(Mark.PRICING).lastWeight())
                .as("the account itself is a person")
                .isEqualTo(1.0 / 2);
        assertThat(story.see(Mark.PRICING, "bo").lastWeight()).isEqualTo(1.0 / 3);
        assertThat(story.see(Mark.PRICING, "cy").lastWeight()).isZero();
        assertThat(story.see(Mark.PRICING, "bo").lastWeight()).isZero();
        assertThat(story.see(Mark.SEARCH, "cy").lastWeight())
                .as("each mark counts by itself")
                .isEqualTo(1);
        assertThat(story.days(.5).see(Mark.PRICING, "cy").lastWeight())
                .as("same UTC day")
                .isZero();
        assertThat(story.days(.5).see(Mark.PRICING, "cy").lastWeight())
                .as("next UTC day")
                .isEqualTo(1);
    }

    @Test
    void aPersonSeenForTheFirstTimeIsEvidenceOfItsOwn() {
        Story story = Story.begin().see(Mark.PAGE_VIEW, "ann");
        assertThat(marks(story)).containsExactly(Mark.NEW_CONTACT, Mark.PAGE_VIEW);
        assertThat(marks(story.days(1).see(Mark.PAGE_VIEW, "ann"))).containsExactly(Mark.PAGE_VIEW);
        assertThat(marks(story.days(1).see(Mark.PAGE_VIEW))).containsExactly(Mark.PAGE_VIEW);
        assertThat(marks(story.days(1).see(Mark.PAGE_VIEW, "bo"))).containsExactly(Mark.NEW_CONTACT, Mark.PAGE_VIEW);
        assertThat(story.state.knownPersons())
                .containsExactlyInAnyOrder(Persons.fingerprint("ann"), Persons.fingerprint("bo"));
    }

    @Test
    void anEventMultipliesTheBeliefByItsRates() {
        Story story = Story.begin();
        Map<Stage, Double> before = story.state.probabilities();
        Map<Stage, Double> after = story.see(Mark.RFQ).steps.getLast().probabilities();
        assertThat(after.get(DECISION) / after.get(AWARENESS))
                .isCloseTo(before.get(DECISION) / before.get(AWARENESS) * .06 / .0003, within(1e-9));
    }

    @Test
    void aRoleWeighsAnEventByItsFactors() {
        Observation byNobody =
                new Observation(Story.BEGINNING, new MessageId("m"), Mark.PRICING, null, "Pricing Viewed");
        Observation byApprover = new Observation(
                Story.BEGINNING, new MessageId("m"), Mark.PRICING, null, "Pricing Viewed", .5, BuyingRole.APPROVER);
        JourneyState start = Story.FILTER.start(Story.BEGINNING);
        Map<Stage, Double> before = start.probabilities();
        Map<Stage, Double> after = Story.FILTER.advance(start, byApprover).probabilities();
        assertThat(after.get(DECISION) / after.get(AWARENESS))
                .isCloseTo(
                        before.get(DECISION) / before.get(AWARENESS) * Math.sqrt(.12 * 1.2 / (.003 * .8)),
                        within(1e-9));
        assertThat(Story.FILTER.advance(start, byNobody).probabilities()).isNotEqualTo(after);
    }

    @Test
    void whoSendsOnlyOrdersIsNotDormantForWantOfPageViews() {
        var orders = new StageFilter(Story.FILTER.model().withMeasured(Set.of(Mark.ORDER)));
        JourneyState state = orders.start(Story.BEGINNING);
        for (int month = 0; month < 8; month++) {
            Instant at = Story.BEGINNING.plus(Duration.ofDays(30 * month));
            state = orders.advance(state, new Observation(at, new MessageId("m"), Mark.ORDER, "ann", "Order Completed"))
                    .state();
        }
        Standing standing = orders.asOf(state, Story.BEGINNING.plus(Duration.ofDays(225)));
        assertThat(standing.stage()).isEqualTo(RETENTION);
        assertThat(standing.exposure()).isBetween(.7, 1.5);
    }

    @Test
    void whatIsNotMeasuredIsNoEvidenceWhenItIsSeen() {
        var orders = new StageFilter(Story.FILTER.model().withMeasured(Set.of(Mark.ORDER)));
        JourneyState start = orders.start(Story.BEGINNING);
        Step step = orders.advance(
                start, new Observation(Story.BEGINNING, new MessageId("m"), Mark.RFQ, "ann", "Quote Requested"));
        assertThat(step.probabilities()).isEqualTo(start.probabilities());
        assertThat(step.shifts()).isEmpty();
        assertThat(step.state().seen()).isZero();
        assertThat(step.state().holding()).isNotNull();
    }

    @Test
    void exposureIsEvidenceSeenOverEvidenceExpected() {
        Story story = Story.begin().see(Mark.ORDER);
        double expected = 0;
        for (int minute = 0; minute < 3 * 1440; minute += 10) {
            Map<Stage, Double> belief = Story.FILTER
                    .asOf(story.state, story.now.plusSeconds(60L * minute + 300))
                    .probabilities();
            expected += perDay(belief) / 144;
        }
        story.days(3).see(Mark.ORDER);
        assertThat(story.state.seen()).isEqualTo(2);
        assertThat(story.state.expected()).isCloseTo(expected, within(1e-4));
        assertThat(story.standing().exposure()).isCloseTo((3 + 2) / (3 + expected), within(1e-4));
    }

    @Test
    void whoWasWatchedAndShowedNothingIsProbablyDormant() {
        double[] belief = Story.FILTER.beliefAt(Story.begin().state, Story.BEGINNING.plus(Duration.ofDays(90)));
        assertThat(Arrays.stream(belief).sum()).isCloseTo(1, within(1e-9));
        assertThat(belief[DORMANT.ordinal()]).isGreaterThan(.8);
    }

    @Test
    void theLongerASilenceTheMoreOfItIsPutDownToAQuietAccount() {
        Story story = Story.begin().see(Mark.ORDER);
        double soon = story.standing().exposure();
        double later = story.days(10).standing().exposure();
        assertThat(later).isLessThan(soon);
        assertThat(story.days(100).standing().exposure()).isLessThan(later);
    }

    @Test
    void whatDoesNotComeAfterTheLastObservationIsRefused() {
        Story story = Story.begin().days(1).see(Mark.PAGE_VIEW);
        Observation last = story.observations.getLast();
        assertThatIllegalArgumentException().isThrownBy(() -> Story.FILTER.advance(story.state, last));
        assertThatIllegalArgumentException().isThrownBy(() -> Story.FILTER.advance(story.state, at(last.at(), "a")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Story.FILTER.advance(story.before, at(Story.BEGINNING.minusSeconds(31 * 60), "z")));
        assertThat(Story.FILTER.advance(story.state, at(last.at(), "z")).state().minute())
                .isEqualTo(story.state.minute());
    }

    @Test
    void aReadingFromBeforeTheLastEventIsTheLastEvents() {
        Story story = Story.begin().see(Mark.PAGE_VIEW);
        Standing standing = Story.FILTER.asOf(story.state, story.now.minusSeconds(3600));
        assertThat(standing.probabilities()).isEqualTo(story.state.probabilities());
        assertThat(standing.at()).isEqualTo(story.now);
        assertThatIllegalArgumentException().isThrownBy(() -> Story.FILTER.asOf(story.before, story.now));
    }

    private static double perDay(Map<Stage, Double> belief) {
        return belief.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * Story.FILTER.model().totalRate(entry.getKey()))
                .sum();
    }

    private static Story quoteRequested() {
        Story story = Story.begin();
        for (int day = 0; day < 4; day++) {
            story.see(Mark.PAGE_VIEW, "ann").days(1);
        }
        return story.see(Mark.PRICING, "ann").days(1).see(Mark.RFQ, "ann");
    }

    private static Story monthlyOrders() {
        Story story = Story.begin().see(Mark.ORDER);
        for (int gap : new int[] {24, 30, 21, 35, 28, 25, 33}) {
            story.days(gap).see(Mark.ORDER);
        }
        return story;
    }

    private static Observation at(Instant at, String messageId) {
        return new Observation(at, new MessageId(messageId), Mark.PAGE_VIEW, null, "Product Viewed");
    }

    private static List<Mark> marks(Story story) {
        return story.steps.getLast().shifts().stream()
                .filter(Shift.Event.class::isInstance)
                .map(shift -> ((Shift.Event) shift).mark())
                .toList();
    }

    private static double sum(Map<Stage, Double> probabilities, Stage... stages) {
        return Arrays.stream(stages).mapToDouble(probabilities::get).sum();
    }
}
