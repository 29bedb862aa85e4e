package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What must hold for any sequence of events, with gaps of up to ten years. */
@Domain(Stories.class)
@Domain(DomainContext.Global.class)
class StageFilterPropertyTest {
    private static final StageExplanation EXPLANATION = new StageExplanation(Story.FILTER);

    @Property(tries = 150)
    void probabilitiesAreFiniteAndSumToOne(
            @ForAll List<Observation> observations, @ForAll @IntRange(max = 3652) int days) {
        Story story = Story.of(observations);
        story.steps.forEach(step -> assertDistribution(step.probabilities()));
        Standing standing = story.days(days).standing();
        assertDistribution(standing.probabilities());
        assertThat(standing.exposure()).isPositive().isFinite();
        assertThat(new PurchaseBridge(Story.FILTER.model()).orderWithin(standing, 30))
                .isBetween(0.0, 1.0);
    }

    @Property(tries = 60)
    void probabilitiesAreFiniteAndSumToOneForAnyModel(
            @ForAll StageFilter filter,
            @ForAll List<Observation> observations,
            @ForAll @IntRange(max = 3652) int days) {
        JourneyState state = filter.start(observations.getFirst().at());
        var recorder = new StepRecorder();
        JourneyCursor cursor = filter.cursor(state).tell(recorder);
        for (Observation observation : observations) {
            cursor.advance(observation);
            assertDistribution(cursor.state().probabilities());
        }
        assertThat(recorder.shifts)
                .filteredOn(Shift.Silence.class::isInstance)
                .allSatisfy(shift -> assertThat(((Shift.Silence) shift).logChange())
                        .allSatisfy(change -> assertThat(change).isFinite()));
        Instant now = observations.getLast().at().plus(Duration.ofDays(days));
        Standing standing = cursor.standing(now);
        assertDistribution(standing.probabilities());
        assertThat(standing.exposure()).isPositive().isFinite();
        var why = new StageExplanation(filter).explain(state, observations, now, Integer.MAX_VALUE);
        assertThat(why.contributions().stream()
                        .mapToDouble(Contribution::contribution)
                        .sum())
                .isCloseTo(why.logOddsNow() - why.logOddsBefore(), within(1e-9));
    }

    @Property(tries = 100)
    void replayFromAnyStateEqualsHavingGoneOn(
            @ForAll List<Observation> observations, @ForAll @IntRange(max = 39) int checkpoint) {
        Story story = Story.of(observations);
        int seen = Math.min(checkpoint, observations.size() - 1);
        JourneyCursor cursor = Story.FILTER.cursor(story.before);
        observations.forEach(cursor::advance);
        cursor.resume(seen == 0 ? story.before : story.steps.get(seen - 1).state());
        observations.subList(seen, observations.size()).forEach(cursor::advance);
        assertThat(cursor.state()).isEqualTo(story.state);
    }

    @Property(tries = 100)
    void readingInBetweenNeverChangesWhatFollows(
            @ForAll List<Observation> observations, @ForAll @IntRange(min = 1, max = 5000) int minutes) {
        JourneyState state = Story.FILTER.start(observations.getFirst().at());
        for (Observation observation : observations) {
            List<Transition> read = state.last() == null
                    ? List.of()
                    : Story.FILTER
                            .asOf(state, observation.at().minus(Duration.ofMinutes(minutes)))
                            .transitions();
            Step step = Story.FILTER.advance(state, observation);
            assertThat(step.transitions().subList(0, read.size())).isEqualTo(read);
            state = step.state();
        }
        assertThat(state).isEqualTo(Story.of(observations).state);
    }

    @Property(tries = 100)
    void aLaterReadingOnlyAddsTransitions(
            @ForAll List<Observation> observations,
            @ForAll @IntRange(max = 400) int days,
            @ForAll @IntRange(max = 400) int more) {
        Story story = Story.of(observations);
        List<Transition> early = story.days(days).standing().transitions();
        List<Transition> late = story.days(more).standing().transitions();
        assertThat(late.subList(0, early.size())).isEqualTo(early);
    }

    /** Long silences are not walked midnight by midnight; this does. */
    @Property(tries = 60)
    void silenceMovesTheStageAtTheFirstMidnightThatHysteresisWouldFindItAt(
            @ForAll List<Observation> observations, @ForAll @IntRange(min = 1, max = 400) int days) {
        Story story = Story.of(observations);
        List<Transition> read = story.days(days).standing().transitions();
        var held = new HeldStage(StageHysteresis.DEFAULT, Taxonomy.SIX_STAGES);
        held.resume(story.state.holding());
        List<Transition> walked = new ArrayList<>();
        for (long midnight = Minutes.midnightFrom(story.state.minute() + 1);
                midnight <= Minutes.of(story.now);
                midnight += Minutes.PER_DAY) {
            Stage from = held.holding().stage();
            Standing then = Story.FILTER.asOf(story.state, Minutes.instant(midnight));
            if (held.look(array(then.probabilities().values()), 1, midnight)) {
                walked.add(
                        new Transition(from, held.holding().stage(), Minutes.instant(midnight), Reason.SILENCE, null));
            }
        }
        assertThat(read).isEqualTo(walked);
    }

    /** As it was decided: the exposure is read after 1, 2, 4, ... days and at no other time, and each day is a step. */
    @Property(tries = 100)
    void aLongSilenceEqualsItsDaysOneByOne(
            @ForAll List<Observation> observations, @ForAll @IntRange(min = 1, max = 3652) int days) {
        JourneyState state = Story.of(observations).state;
        var silence = Story.FILTER.silence();
        double[] belief = array(state.belief());
        double expected = state.expected();
        long midnight = Minutes.midnightFrom(state.minute());
        int toMidnight = (int) (midnight - state.minute());
        int exposure = SilenceTable.USUAL;
        for (int day = toMidnight > 0 ? -1 : 0; day < days; day++) {
            if (day < 0 || Integer.bitCount(day) <= 1) {
                exposure = SilenceTable.nearest(3 + state.seen(), 3 + expected, exposure);
            }
            int length = day < 0 ? toMidnight : Minutes.PER_DAY;
            double left = silence.pass(exposure, length, belief);
            expected += silence.expected(exposure, length / (double) Minutes.PER_DAY, Math.log(left));
            Belief.normaliseWithFloor(belief, 7);
        }
        Standing standing = Story.FILTER.asOf(state, Minutes.instant(midnight + (long) days * Minutes.PER_DAY));
        assertThat(array(standing.belief())).containsExactly(belief, within(1e-12));
        assertThat(standing.exposure()).isCloseTo((3 + state.seen()) / (3 + expected), within(1e-12));
    }

    @Property(tries = 100)
    void everyTransitionLeavesTheStageThatTheOneBeforeItEntered(@ForAll List<Observation> observations) {
        Story story = Story.of(observations);
        Stage held = null;
        for (Transition transition : story.transitions) {
            assertThat(transition.from()).isEqualTo(held);
            assertThat(transition.to()).isNotEqualTo(held);
            held = transition.to();
        }
        assertThat(story.state.holding().stage()).isEqualTo(held);
    }

    @Property(tries = 100)
    void contributionsAddUpToTheChangeInLogOdds(
            @ForAll List<Observation> observations,
            @ForAll @IntRange(max = 1000) int days,
            @ForAll @IntRange(max = 39) int checkpoint) {
        Story story = Story.of(observations).days(days);
        int skipped = Math.min(checkpoint, observations.size() - 1);
        JourneyState before =
                skipped == 0 ? story.before : story.steps.get(skipped - 1).state();
        List<Observation> tail = observations.subList(skipped, observations.size());

        Explanation whole = EXPLANATION.explain(before, tail, story.now, Integer.MAX_VALUE);
        double sum = whole.contributions().stream()
                .mapToDouble(Contribution::contribution)
                .sum();
        assertThat(sum).isCloseTo(whole.logOddsNow() - whole.logOddsBefore(), within(1e-9));
        assertThat(whole.stage()).isEqualTo(story.stage()).isNotEqualTo(whole.against());

        Explanation brief = EXPLANATION.explain(before, tail, story.now, 1);
        assertThat(brief.contributions()).hasSize(1).first().isInstanceOf(Contribution.Event.class);
    }

    private static double[] array(Collection<Double> probabilities) {
        return Arrays.copyOf(
                probabilities.stream().mapToDouble(Double::doubleValue).toArray(), Belief.MOST_STATES);
    }

    private static void assertDistribution(Map<Stage, Double> probabilities) {
        assertThat(probabilities).containsOnlyKeys(Stage.values());
        assertThat(probabilities.values())
                .allSatisfy(probability -> assertThat(probability).isFinite().isPositive());
        assertThat(probabilities.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }
}
