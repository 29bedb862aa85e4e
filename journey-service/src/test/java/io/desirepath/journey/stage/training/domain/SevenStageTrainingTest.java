package io.desirepath.journey.stage.training.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SevenStageTrainingTest {
    private static final Taxonomy SEVEN = Taxonomy.SEVEN_STAGES;
    private static final StageModel PRIOR = ExpertPrior.load(SEVEN);
    private static final Instant BEGINNING = Instant.parse("2025-01-06T00:00:00Z");
    private static final Instant END = BEGINNING.plus(Duration.ofDays(200));

    @Test
    void aModelIsLearnedOfTheSameTaxonomyAndMayBeComparedWithItsPrior() {
        List<TrainingHistory> histories = histories(40);
        var settings = new TrainingSettings(20, 12, "learned");
        StageModel learned = Training.train(PRIOR, histories, settings, TrainingProgress.NONE)
                .model();

        assertThat(learned.taxonomy()).isEqualTo(SEVEN);
        assertThat(learned.startByState().values().stream()
                        .mapToDouble(share -> share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        int research = SEVEN.state("RESEARCH");
        assertThat(learned.rate(research, Mark.CONTENT)).isGreaterThan(PRIOR.rate(research, Mark.CONTENT));
        var comparison = ChampionGate.compare(
                new ChampionGate.Contender(PRIOR, null),
                new ChampionGate.Contender(learned, null),
                histories,
                END.minus(Duration.ofDays(60)));
        assertThat(comparison.accounts()).isEqualTo(40);
        assertThat(comparison.logLikelihoodGain()).isPositive();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChampionGate.compare(
                        new ChampionGate.Contender(ExpertPrior.load(), null),
                        new ChampionGate.Contender(learned, null),
                        histories,
                        BEGINNING))
                .withMessageContaining("taxonomies");
    }

    @Test
    void aLabelConstrainsToAllStatesOfItsStage() {
        var labelled = new TrainingHistory(
                new AccountId("A"),
                BEGINNING,
                List.of(),
                END,
                List.of(new StageLabel(BEGINNING.plus(Duration.ofDays(3)), Stage.CONSIDERATION)));
        double[] row = new DailyEvidence(labelled, new StageFilter(PRIOR)).labelled(3);

        assertThat(row).hasSize(8);
        for (int s = 0; s < row.length; s++) {
            boolean said = SEVEN.stage(s) == Stage.CONSIDERATION;
            assertThat(row[s]).isCloseTo(said ? .98 : .02 / 6, within(1e-12));
        }
        SmoothedJourney smoothed = SmoothedJourney.of(new StageFilter(PRIOR), labelled);
        assertThat(smoothed.days().get(3).probabilities().get(Stage.CONSIDERATION))
                .isGreaterThan(.9);
    }

    @Test
    void goingFromResearchToComparisonIsNoChangeOfStage() {
        var forecast = new Forecast(PRIOR);
        List<Double> belief = only("RESEARCH");
        double days = forecast.expectedDaysToNextStage(belief);
        var next = forecast.nextStage(belief);

        // Solved by hand: t_r = 30 + .5 t_c, t_c = 30 + .15 t_r.
        assertThat(days).isCloseTo(45 / (1 - .075), within(1e-9));
        assertThat(next.get(Stage.CONSIDERATION)).isZero();
        assertThat(next.get(Stage.DECISION)).isCloseTo((.05 + .5 * .55) / (1 - .075), within(1e-9));
        assertThat(next.values().stream().mapToDouble(share -> share).sum()).isCloseTo(1, within(1e-9));
        assertThat(forecast.stagesIn(belief, 0).get(Stage.CONSIDERATION)).isCloseTo(1, within(1e-12));
    }

    private static List<Double> only(String state) {
        var belief = new ArrayList<>(Collections.nCopies(SEVEN.size(), 0.0));
        belief.set(SEVEN.state(state), 1.0);
        return belief;
    }

    /** Accounts that read a lot, and little else. */
    private static List<TrainingHistory> histories(int accounts) {
        var random = new Random(11);
        List<TrainingHistory> histories = new ArrayList<>();
        for (int a = 0; a < accounts; a++) {
            List<Observation> seen = new ArrayList<>();
            for (int day = 0; day < 200; day++) {
                for (Mark mark : Arrays.asList(Mark.PAGE_VIEW, Mark.CONTENT)) {
                    if (random.nextDouble() < .3) {
                        var id = new MessageId("m-%d-%d-%s".formatted(a, day, mark));
                        Instant at = BEGINNING.plus(Duration.ofDays(day)).plus(Duration.ofHours(9));
                        seen.add(new Observation(at, id, mark, "ann", mark.typicalEvent()));
                    }
                }
            }
            histories.add(TrainingHistory.ofSeen(new AccountId("A-" + a), seen, END, List.of()));
        }
        return histories;
    }
}
