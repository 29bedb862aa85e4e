package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A few accounts that live by a stage model, day by day. */
record SmallWorld(StageModel truth, List<Life> lives) {
    static final Instant BEGINNING = Instant.parse("2026-01-05T00:00:00Z");

    /** An account, what it showed, and the stage it was in on each day. */
    record Life(AccountId account, List<Observation> observations, List<Stage> stages) {

        TrainingHistory history(int untilDay) {
            return history(untilDay, List.of());
        }

        /** With its stage known on the given days. */
        TrainingHistory history(int untilDay, List<Integer> labelled) {
            List<StageLabel> labels = labelled.stream()
                    .map(day -> new StageLabel(at(day), stages.get(day)))
                    .toList();
            return new TrainingHistory(account, BEGINNING, observations, at(untilDay), labels);
        }
    }

    static SmallWorld of(StageModel truth, int accounts, int days, long seed) {
        var lives = new ArrayList<Life>();
        for (int a = 0; a < accounts; a++) {
            lives.add(live(truth, new AccountId("small-" + a), days, new Random(seed * 10_007 + a)));
        }
        return new SmallWorld(truth, lives);
    }

    static Instant at(int day) {
        return BEGINNING.plus(Duration.ofDays(day));
    }

    List<TrainingHistory> histories(int untilDay) {
        return lives.stream().map(life -> life.history(untilDay)).toList();
    }

    List<TrainingHistory> labelled(int untilDay, List<Integer> days) {
        return lives.stream().map(life -> life.history(untilDay, days)).toList();
    }

    /** The model with each rate multiplied by {@code factor e^N(0, spread)}. */
    static StageModel disturbed(StageModel model, double factor, double spread, long seed) {
        var random = new Random(seed);
        var rates = new EnumMap<Stage, Map<Mark, Double>>(Stage.class);
        for (Stage stage : Stage.values()) {
            var row = new EnumMap<Mark, Double>(Mark.class);
            for (Mark mark : Mark.values()) {
                row.put(mark, model.rate(stage, mark) * factor * Math.exp(spread * random.nextGaussian()));
            }
            rates.put(stage, row);
        }
        return new StageModel("disturbed", rates, model.dwellDays(), model.jumps(), model.start());
    }

    private static Life live(StageModel truth, AccountId account, int days, Random random) {
        var observations = new ArrayList<Observation>();
        var stages = new ArrayList<Stage>();
        Stage stage = draw(truth.start(), random);
        for (int day = 0; day < days; day++) {
            stages.add(stage);
            for (Mark mark : Mark.values()) {
                if (random.nextDouble() < -Math.expm1(-truth.rate(stage, mark))) {
                    Instant when = at(day).plusSeconds(60L * (1 + random.nextInt(1438)));
                    var id = new MessageId(account.value() + "-" + observations.size());
                    observations.add(new Observation(when, id, mark, null, mark.typicalEvent()));
                }
            }
            if (random.nextDouble() < -Math.expm1(truth.generator(stage, stage))) {
                stage = draw(truth.jumps().getOrDefault(stage, Map.of()), random);
            }
        }
        observations.sort(null);
        return new Life(account, observations, stages);
    }

    private static Stage draw(Map<Stage, Double> shares, Random random) {
        double rest = random.nextDouble();
        Stage last = Stage.DORMANT;
        for (Map.Entry<Stage, Double> share : shares.entrySet()) {
            last = share.getKey();
            rest -= share.getValue();
            if (rest < 0) {
                break;
            }
        }
        return last;
    }
}
