package io.desirepath.journey.stage.training.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.MatrixExponential;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static final StageModel PRIOR = ExpertPrior.load();
    private static final int SIZE = PRIOR.size();
    private static final StageModel TRUTH = SmallWorld.disturbed(PRIOR, .6, .5, 11);
    private static final SmallWorld WORLD = SmallWorld.of(TRUTH, 120, 240, 1);
    private static final TrainingSettings FEW_ROUNDS = new TrainingSettings(20, 15, "few");

    @Test
    void learnsTheRatesThatMadeTheHistories() {
        StageModel learned = train(WORLD.histories(240)).model();
        assertThat(distance(learned, TRUTH)).isLessThan(distance(PRIOR, TRUTH) * .7);
        assertThat(learned.version()).isEqualTo("few");
    }

    @Test
    void explainsTheHistoriesBetterRoundByRound() {
        TrainedModel.Metrics metrics = train(WORLD.histories(240)).metrics();
        List<Double> likelihoods = metrics.logLikelihoods();
        assertThat(likelihoods.getLast()).isGreaterThan(likelihoods.getFirst());
        assertThat(likelihoods.subList(9, likelihoods.size())).isSorted();
        assertThat(metrics.accounts()).isEqualTo(120);
        assertThat(metrics.from()).isEqualTo(SmallWorld.BEGINNING);
        assertThat(metrics.until()).isEqualTo(SmallWorld.at(240));
    }

    @Test
    void theSameHistoriesMakeTheSameModel() {
        assertThat(train(WORLD.histories(90)).model())
                .isEqualTo(train(WORLD.histories(90)).model());
    }

    @Test
    void looksAtNothingFromTheEndOn() {
        List<TrainingHistory> cut = WORLD.lives().stream()
                .map(life -> TrainingHistory.ofSeen(
                        life.account(),
                        life.observations().stream()
                                .filter(o -> o.at().isBefore(SmallWorld.at(200)))
                                .toList(),
                        SmallWorld.at(200),
                        List.of()))
                .toList();
        List<TrainingHistory> whole = WORLD.lives().stream()
                .map(life -> TrainingHistory.ofSeen(
                        life.account(),
                        life.observations(),
                        SmallWorld.at(200),
                        List.of(new StageLabel(SmallWorld.at(200), Stage.ADVOCACY))))
                .toList();
        assertThat(train(whole).model()).isEqualTo(train(cut).model());
    }

    @Test
    void tellsItsProgressAndMayBeCancelled() {
        var rounds = new ArrayList<TrainingProgress.Round>();
        var impatient = new TrainingProgress() {
            @Override
            public void ended(Round done) {
                rounds.add(done);
            }

            @Override
            public boolean cancelled() {
                return rounds.size() == 2;
            }
        };
        List<TrainingHistory> histories = WORLD.histories(60);
        assertThatThrownBy(() -> Training.train(PRIOR, histories, FEW_ROUNDS, impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(rounds).extracting(TrainingProgress.Round::number).containsExactly(1, 2);
        assertThat(rounds).extracting(TrainingProgress.Round::of).containsOnly(15);
    }

    @Test
    void histories() {
        assertThatIllegalArgumentException().isThrownBy(() -> train(List.of()));
        var life = WORLD.lives().getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TrainingHistory.ofSeen(life.account(), life.observations(), Instant.EPOCH, List.of()));
    }

    @Test
    void theDaysOfAnAccountAreSpentInSomeStage() {
        var expectation = new Expectation(Parameters.of(PRIOR), Exposures.usual());
        TrainingHistory history = WORLD.lives().getFirst().history(100);
        var evidence = new DailyEvidence(history, new StageFilter(PRIOR));
        expectation.add(evidence);
        expectation.integrate();
        double spent = 0;
        for (int s = 0; s < SIZE; s++) {
            double posterior = 0;
            for (int day = 0; day < 100; day++) {
                posterior += expectation.posterior(day, s);
            }
            spent += expectation.days[s];
            assertThat(expectation.days[s]).isCloseTo(posterior, within(1.0));
        }
        assertThat(spent).isCloseTo(99, within(1e-9));
    }

    /** What is expected of a jump, against a grid of 1,000 steps a day for one silent day. */
    @Test
    void jumpsWithinADayAreThoseOfAFinerGrid() {
        var parameters = Parameters.of(PRIOR);
        var expectation = new Expectation(parameters, only(1));
        var account = WORLD.lives().getFirst().account();
        var quiet = new TrainingHistory(account, SmallWorld.BEGINNING, List.of(), SmallWorld.at(2), List.of());
        expectation.add(new DailyEvidence(quiet, new StageFilter(PRIOR)));
        expectation.integrate();

        int steps = 1000;
        double[] step = MatrixExponential.of(parameters.silence(1), SIZE, 1.0 / steps);
        var backward = new double[steps + 1][SIZE];
        Arrays.fill(backward[steps], 1);
        for (int t = steps - 1; t >= 0; t--) {
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    backward[t][i] += step[i * SIZE + j] * backward[t + 1][j];
                }
            }
        }
        double[] forward = parameters.start().clone();
        double likelihood = 0;
        for (int i = 0; i < SIZE; i++) {
            likelihood += forward[i] * backward[0][i];
        }
        int from = Stage.AWARENESS.ordinal();
        int to = Stage.CONSIDERATION.ordinal();
        double expected = 0;
        for (int t = 0; t < steps; t++) {
            expected += forward[from] * step[from * SIZE + to] * backward[t + 1][to] / likelihood;
            var next = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    next[j] += forward[i] * step[i * SIZE + j];
                }
            }
            forward = next;
        }
        assertThat(expectation.jumps[from * SIZE + to]).isCloseTo(expected, within(expected * .01));
    }

    @Test
    void theGridOfDaysBelievesWhatTheFilterBelieves() {
        var filter = new StageFilter(PRIOR);
        var prediction = new Prediction(PRIOR);
        double difference = 0;
        for (SmallWorld.Life life : WORLD.lives()) {
            TrainingHistory history = life.history(150);
            var cursor = filter.cursor(filter.start(SmallWorld.BEGINNING));
            history.observations().forEach(cursor::advance);
            double[] belief = filter.beliefAt(cursor.state(), SmallWorld.at(150));
            double[] grid =
                    prediction.tell(new DailyEvidence(history, filter), 0).belief();
            for (int s = 0; s < belief.length; s++) {
                difference += Math.abs(belief[s] - grid[s]) / 2;
            }
        }
        assertThat(difference / WORLD.lives().size()).isLessThan(.06);
    }

    @Test
    void aLabelTellsTheDaysAroundItToo() {
        SmallWorld.Life life = WORLD.lives().getFirst();
        var labelled = new TrainingHistory(
                life.account(),
                SmallWorld.BEGINNING,
                life.observations(),
                SmallWorld.at(100),
                List.of(new StageLabel(SmallWorld.at(50), Stage.ADVOCACY)));
        var filter = new StageFilter(PRIOR);
        SmoothedJourney unknown = SmoothedJourney.of(filter, life.history(100));
        SmoothedJourney known = SmoothedJourney.of(filter, labelled);
        for (int day : new int[] {45, 50, 55}) {
            assertThat(probability(known, day, Stage.ADVOCACY))
                    .isGreaterThan(probability(unknown, day, Stage.ADVOCACY));
        }
    }

    @Test
    void hindsightKnowsWhatTheFilterCouldNot() {
        var filter = new StageFilter(PRIOR);
        var account = WORLD.lives().getFirst().account();
        var seen = new ArrayList<Observation>();
        for (int day : new int[] {1, 4, 7, 10}) {
            seen.add(observation(day, Mark.PAGE_VIEW, null, "view"));
        }
        seen.add(observation(11, Mark.RFQ, null, "rfq"));
        var history = new TrainingHistory(account, SmallWorld.BEGINNING, seen, SmallWorld.at(20), List.of());
        SmoothedJourney smoothed = SmoothedJourney.of(filter, history);
        assertThat(smoothed.days()).hasSize(20);
        assertThat(smoothed.days().getFirst().date()).isEqualTo("2026-01-05");
        assertThat(smoothed.days())
                .allSatisfy(day -> assertThat(day.probabilities().values().stream()
                                .mapToDouble(p -> p)
                                .sum())
                        .isCloseTo(1, within(1e-9)));
        var cursor = filter.cursor(filter.start(SmallWorld.BEGINNING));
        seen.subList(0, 4).forEach(cursor::advance);
        assertThat(probability(smoothed, 10, Stage.DECISION)).isGreaterThan(2 * cursor.probability(Stage.DECISION));
    }

    @Test
    void marksThatAreNotMeasuredStayAsTheyAre() {
        StageModel prior = PRIOR.withMeasured(EnumSet.complementOf(EnumSet.of(Mark.PAGE_VIEW)));
        StageModel learned = Training.train(prior, WORLD.histories(90), FEW_ROUNDS, TrainingProgress.NONE)
                .model();
        assertThat(learned.measures(Mark.PAGE_VIEW)).isFalse();
        for (Stage stage : Stage.values()) {
            assertThat(learned.rate(stage, Mark.PAGE_VIEW)).isCloseTo(PRIOR.rate(stage, Mark.PAGE_VIEW), within(1e-9));
        }
    }

    @Test
    void rolesWeighAsTheyDoInTheFilter() {
        List<Observation> seen = List.of(
                observation(1, Mark.PAGE_VIEW, BuyingRole.DECIDER, "a"),
                observation(2, Mark.PRICING, BuyingRole.DECIDER, "b"));
        var account = WORLD.lives().getFirst().account();
        var history = new TrainingHistory(account, SmallWorld.BEGINNING, seen, SmallWorld.at(3), List.of());
        var filter = new StageFilter(PRIOR);
        double[] grid = new Prediction(PRIOR)
                .tell(new DailyEvidence(history, filter), 0)
                .belief();
        var cursor = filter.cursor(filter.start(SmallWorld.BEGINNING));
        seen.forEach(cursor::advance);
        for (Stage stage : Stage.values()) {
            assertThat(grid[stage.ordinal()]).isCloseTo(cursor.probability(stage), within(.05));
        }
    }

    /** All accounts have this exposure of the grid. */
    private static Exposures only(double exposure) {
        var shares = new double[Exposures.COUNT];
        for (int r = 0; r < shares.length; r++) {
            shares[r] = Exposures.value(r) == exposure ? 1 : 0;
        }
        return new Exposures(1, shares);
    }

    private static TrainedModel train(List<TrainingHistory> histories) {
        return Training.train(PRIOR, histories, FEW_ROUNDS, TrainingProgress.NONE);
    }

    private static Observation observation(int day, Mark mark, @Nullable BuyingRole role, String id) {
        Instant at = SmallWorld.at(day).plus(Duration.ofHours(12));
        return new Observation(at, new MessageId(id), mark, "ann", mark.typicalEvent(), 1, role);
    }

    private static double probability(SmoothedJourney journey, int day, Stage stage) {
        return journey.days().get(day).probabilities().getOrDefault(stage, 0.0);
    }

    /** Mean absolute difference of log rates, of marks that show at least once in a hundred days. */
    private static double distance(StageModel one, StageModel other) {
        double sum = 0;
        int counted = 0;
        for (Stage stage : Stage.values()) {
            for (Mark mark : Mark.values()) {
                if (other.rate(stage, mark) > .01 && stage != Stage.PURCHASE) {
                    sum += Math.abs(Math.log(one.rate(stage, mark) / other.rate(stage, mark)));
                    counted++;
                }
            }
        }
        return sum / counted;
    }
}
