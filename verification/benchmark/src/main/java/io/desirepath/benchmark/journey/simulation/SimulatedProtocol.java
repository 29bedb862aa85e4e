package io.desirepath.benchmark.journey.simulation;

import io.desirepath.benchmark.journey.report.Result;
import io.desirepath.benchmark.journey.stage.Asked;
import io.desirepath.benchmark.journey.stage.Filtered;
import io.desirepath.benchmark.journey.stage.KeyEvents;
import io.desirepath.benchmark.journey.stage.StageMethod;
import io.desirepath.benchmark.journey.stage.Subject;
import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.training.domain.StageLabel;
import io.desirepath.journey.stage.training.domain.StageScore;
import io.desirepath.journey.stage.training.domain.TrainedModel;
import io.desirepath.journey.stage.training.domain.Training;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import io.desirepath.journey.stage.training.domain.TrainingProgress;
import io.desirepath.journey.stage.training.domain.TrainingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Recovery of true stages in simulated worlds. The accounts are known from day 0, as those of a CRM are: their silence
 * before the first event counts. Labels, where used, are of accounts that are not asked for.
 */
public final class SimulatedProtocol {
    private static final int LABELS = 1500;

    private SimulatedProtocol() {}

    /** The answers of every method in one world. */
    public static Map<String, List<StageScore.Case>> answers(SimulatedWorld world) {
        List<Asked> questions = world.questions().stream()
                .map(question -> new Asked(subject(question.account()), question.at(), question.truth()))
                .toList();
        StageModel prior = ExpertPrior.load();
        var methods = new LinkedHashMap<String, StageMethod>();
        methods.put("points", new KeyEvents());
        methods.put("desire-path", new Filtered(prior, null));
        methods.put("desire-path+em", new Filtered(trained(prior, world, 0)));
        methods.put("desire-path+labels", new Filtered(trained(prior, world, LABELS)));
        methods.put("oracle", new Filtered(world.oracle(), null));
        var answers = new LinkedHashMap<String, List<StageScore.Case>>();
        methods.forEach((name, method) -> answers.put(name, Asked.answered(questions, method)));
        return answers;
    }

    /** Means over the seeds of one scenario, and each seed's own values. */
    public static Result.Stages run(Scenario scenario, List<Long> seeds, Consumer<String> progress) {
        List<Map<String, StageScore>> scores = seeds.parallelStream()
                .map(seed -> scores(scenario, seed, progress))
                .toList();
        var bySeed = new LinkedHashMap<Long, Map<String, StageScore>>();
        for (int i = 0; i < seeds.size(); i++) {
            bySeed.put(seeds.get(i), scores.get(i));
        }
        return Result.Stages.overSeeds(
                "simulation-" + scenario.name(), seeds.size() * SimulatedWorld.QUESTIONS_IN_ALL, bySeed);
    }

    private static Map<String, StageScore> scores(Scenario scenario, long seed, Consumer<String> progress) {
        long start = System.nanoTime();
        var scores = new LinkedHashMap<String, StageScore>();
        answers(SimulatedWorld.of(scenario, seed)).forEach((name, cases) -> scores.put(name, StageScore.of(cases)));
        progress.accept("simulation %s, seed %d: %d s"
                .formatted(scenario.name(), seed, (System.nanoTime() - start) / 1_000_000_000));
        return scores;
    }

    /** From the training accounts' whole year. */
    static TrainedModel trained(StageModel prior, SimulatedWorld world, int labels) {
        Instant end = SimulatedWorld.DAY_ZERO.plus(Duration.ofDays(SimulatedWorld.DAYS));
        var labelled = new HashMap<AccountId, List<StageLabel>>();
        for (SimulatedWorld.Question label : world.labels(labels)) {
            labelled.computeIfAbsent(label.account().account(), account -> new ArrayList<>())
                    .add(new StageLabel(label.at(), label.truth()));
        }
        List<TrainingHistory> histories = world.training().stream()
                .map(account -> new TrainingHistory(
                        account.account(),
                        SimulatedWorld.DAY_ZERO,
                        account.observations(),
                        end,
                        labelled.getOrDefault(account.account(), List.of())))
                .toList();
        return Training.train(prior, histories, TrainingSettings.DEFAULT, TrainingProgress.NONE);
    }

    private static Subject subject(SimulatedAccount account) {
        return new Subject(account.account(), SimulatedWorld.DAY_ZERO, account.observations());
    }
}
