package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import io.desirepath.journey.stage.ExpertPrior;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What must hold whatever the states of a model are, and how they share stages. */
@Domain(Stories.class)
@Domain(DomainContext.Global.class)
class TaxonomyPropertyTest {
    private static final StageFilter SEVEN = new StageFilter(ExpertPrior.load(Taxonomy.SEVEN_STAGES));

    @Provide
    Arbitrary<StageFilter> taxonomies() {
        return Arbitraries.of(Story.FILTER, SEVEN);
    }

    @Property(tries = 80)
    void replayFromAnyStateEqualsHavingGoneOn(
            @ForAll("taxonomies") StageFilter filter,
            @ForAll List<Observation> observations,
            @ForAll @IntRange(max = 39) int checkpoint) {
        JourneyCursor cursor =
                filter.cursor(filter.start(observations.getFirst().at()));
        JourneyState middle = cursor.state();
        int seen = Math.min(checkpoint, observations.size() - 1);
        for (int i = 0; i < observations.size(); i++) {
            if (i == seen) {
                middle = cursor.state();
            }
            cursor.advance(observations.get(i));
        }
        JourneyState end = cursor.state();
        cursor.resume(middle);
        observations.subList(seen, observations.size()).forEach(cursor::advance);
        assertThat(cursor.state()).isEqualTo(end);
    }

    @Property(tries = 80)
    void stagesAreTheSumsOfTheirStatesForTenYears(
            @ForAll("taxonomies") StageFilter filter,
            @ForAll List<Observation> observations,
            @ForAll @IntRange(max = 3652) int days) {
        Taxonomy taxonomy = filter.model().taxonomy();
        Standing standing = walked(filter, observations)
                .standing(observations.getLast().at().plus(Duration.ofDays(days)));
        double sum = 0;
        for (double probability : standing.belief()) {
            assertThat(probability).isPositive().isFinite();
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        for (Stage stage : Stage.values()) {
            double states = 0;
            for (int s = 0; s < taxonomy.size(); s++) {
                states += taxonomy.stage(s) == stage ? standing.belief().get(s) : 0;
            }
            assertThat(standing.probabilities().get(stage)).isCloseTo(states, within(1e-15));
        }
        assertThat(new PurchaseBridge(filter.model()).orderWithin(standing, 30)).isBetween(0.0, 1.0);
    }

    @Property(tries = 80)
    void contributionsAddUpToTheChangeInLogOdds(
            @ForAll("taxonomies") StageFilter filter,
            @ForAll List<Observation> observations,
            @ForAll @IntRange(max = 1000) int days) {
        JourneyState before = filter.start(observations.getFirst().at());
        Instant now = observations.getLast().at().plus(Duration.ofDays(days));
        Explanation why = new StageExplanation(filter).explain(before, observations, now, Integer.MAX_VALUE);
        double sum = why.contributions().stream()
                .mapToDouble(Contribution::contribution)
                .sum();
        assertThat(sum).isCloseTo(why.logOddsNow() - why.logOddsBefore(), within(1e-9));
    }

    /** Long silences are not walked midnight by midnight; this does. */
    @Property(tries = 40)
    void silenceMovesTheStageAtTheFirstMidnightThatHysteresisWouldFindItAt(
            @ForAll("taxonomies") StageFilter filter,
            @ForAll List<Observation> observations,
            @ForAll @IntRange(min = 1, max = 400) int days) {
        JourneyState state = walked(filter, observations).state();
        Instant now = observations.getLast().at().plus(Duration.ofDays(days));
        var held = new HeldStage(StageHysteresis.DEFAULT, Taxonomy.SIX_STAGES);
        held.resume(state.holding());
        List<Transition> walked = new ArrayList<>();
        for (long midnight = Minutes.midnightFrom(state.minute() + 1);
                midnight <= Minutes.of(now);
                midnight += Minutes.PER_DAY) {
            Stage from = held.holding().stage();
            Standing then = filter.asOf(state, Minutes.instant(midnight));
            if (held.look(array(then.probabilities()), 1, midnight)) {
                walked.add(
                        new Transition(from, held.holding().stage(), Minutes.instant(midnight), Reason.SILENCE, null));
            }
        }
        assertThat(filter.asOf(state, now).transitions()).isEqualTo(walked);
    }

    private static JourneyCursor walked(StageFilter filter, List<Observation> observations) {
        JourneyCursor cursor =
                filter.cursor(filter.start(observations.getFirst().at()));
        observations.forEach(cursor::advance);
        return cursor;
    }

    private static double[] array(Map<Stage, Double> probabilities) {
        var array = new double[Belief.MOST_STATES];
        probabilities.forEach((stage, probability) -> array[stage.ordinal()] = probability);
        return array;
    }
}
