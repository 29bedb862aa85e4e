package io.desirepath.journey.stage.training.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.training.domain.ChampionGate.Contender;
import io.desirepath.journey.stage.training.domain.ChampionGate.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChampionGateTest {
    private static final int TRAINED_UNTIL = 180;
    private static final int END = 240;
    private static final StageModel PRIOR = ExpertPrior.load();
    private static final Contender EXPERT = new Contender(PRIOR, null);

    /** Sparse, and far from what the expert believes. */
    private static final StageModel SPARSE = SmallWorld.disturbed(PRIOR, .25, .7, 5);

    private static final SmallWorld WORLD = SmallWorld.of(SPARSE, 150, END, 2);

    @Test
    void aCandidateThatLearnedTheMerchantsRatesIsPromoted() {
        Verdict verdict = judge(EXPERT, trained(WORLD, TrainingSettings.DEFAULT), WORLD.histories(END));
        assertThat(verdict.promoted()).as(verdict.reason()).isTrue();
        assertThat(verdict.comparison().logLikelihoodGain()).isPositive();
        assertThat(verdict.comparison().accounts()).isEqualTo(150);
        assertThat(verdict.reason()).contains("150 held-out accounts");
    }

    @Test
    void theChampionDoesNotBeatItself() {
        Verdict verdict = judge(EXPERT, EXPERT, WORLD.histories(END));
        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reason()).startsWith("It does not beat the champion");
    }

    @Test
    void aFewAccountsProveNothing() {
        Verdict verdict = judge(
                EXPERT,
                trained(WORLD, TrainingSettings.DEFAULT),
                WORLD.histories(END).subList(0, 29));
        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reason()).contains("Only 29 accounts");
    }

    @Test
    void aWeaklyAnchoredTrainingThatDriftsIsRefused() {
        Contender champion = trained(WORLD, TrainingSettings.DEFAULT);
        SmallWorld few = new SmallWorld(SPARSE, WORLD.lives().subList(0, 12));
        Contender drifted = trained(few, new TrainingSettings(1e-4, 150, "drifted"));

        assertThat(accuracy(drifted)).as("the drift").isLessThan(accuracy(champion) - .05);
        Verdict verdict = judge(champion, drifted, WORLD.histories(END));
        assertThat(verdict.promoted()).as(verdict.reason()).isFalse();
        assertThat(verdict.reason()).contains("It does not beat the champion");
    }

    @Test
    void stagesThatSwappedTheirMeaningAreRefusedHoweverWellTheyPredict() {
        StageModel learned = trained(WORLD, TrainingSettings.DEFAULT).model();
        Contender swapped = new Contender(swapped(learned, Stage.AWARENESS, Stage.RETENTION), null);
        Verdict verdict = judge(EXPERT, swapped, WORLD.histories(END));
        assertThat(verdict.comparison().logLikelihoodGain())
                .isGreaterThan(2 * verdict.comparison().standardError());
        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reason())
                .contains("stages drifted")
                .contains("AWARENESS")
                .contains("RETENTION");
    }

    @Test
    void labelsAreBelievedBeforeAnythingElse() {
        StageModel learned = trained(WORLD, TrainingSettings.DEFAULT).model();
        Contender swapped = new Contender(swapped(learned, Stage.AWARENESS, Stage.RETENTION), null);
        List<TrainingHistory> labelled = WORLD.labelled(END, List.of(190, 210, 230));
        Verdict verdict = judge(EXPERT, swapped, labelled);
        assertThat(verdict.promoted()).isFalse();
        assertThat(verdict.reason()).startsWith("It predicts labelled stages worse");
        assertThat(verdict.comparison().labels()).isEqualTo(450);

        assertThat(judge(EXPERT, new Contender(learned, null), labelled).promoted())
                .isTrue();
    }

    private static Verdict judge(Contender champion, Contender candidate, List<TrainingHistory> heldOut) {
        return ChampionGate.judge(champion, candidate, heldOut, SmallWorld.at(TRAINED_UNTIL));
    }

    private static Contender trained(SmallWorld world, TrainingSettings settings) {
        TrainedModel trained = Training.train(PRIOR, world.histories(TRAINED_UNTIL), settings, TrainingProgress.NONE);
        return new Contender(trained.model(), trained.calibration());
    }

    /** How often the likeliest stage is the true one at the end, by the product's filter. */
    private static double accuracy(Contender contender) {
        var filter = new StageFilter(contender.model());
        int right = 0;
        for (SmallWorld.Life life : WORLD.lives()) {
            var cursor = filter.cursor(filter.start(SmallWorld.BEGINNING));
            life.observations().forEach(cursor::advance);
            double[] belief = filter.beliefAt(cursor.state(), SmallWorld.at(END));
            int leader = 0;
            for (int s = 1; s < belief.length; s++) {
                leader = belief[s] > belief[leader] ? s : leader;
            }
            right += life.stages().getLast().ordinal() == leader ? 1 : 0;
        }
        return right / (double) WORLD.lives().size();
    }

    private static StageModel swapped(StageModel model, Stage one, Stage other) {
        Map<Stage, Map<Mark, Double>> rates = new EnumMap<>(Stage.class);
        Map<Stage, Double> dwell = new EnumMap<>(Stage.class);
        Map<Stage, Map<Stage, Double>> jumps = new EnumMap<>(Stage.class);
        Map<Stage, Double> start = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            Stage named = name(stage, one, other);
            rates.put(named, model.rates().getOrDefault(stage, Map.of()));
            dwell.put(named, model.dwellDays().getOrDefault(stage, 0.0));
            start.put(named, model.start(stage));
            Map<Stage, Double> leads = new EnumMap<>(Stage.class);
            model.jumps().getOrDefault(stage, Map.of()).forEach((to, share) -> leads.put(name(to, one, other), share));
            jumps.put(named, leads);
        }
        return new StageModel("swapped", rates, dwell, jumps, start);
    }

    private static Stage name(Stage stage, Stage one, Stage other) {
        if (stage == one) {
            return other;
        }
        return stage == other ? one : stage;
    }
}
