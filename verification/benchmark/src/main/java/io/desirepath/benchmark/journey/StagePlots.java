package io.desirepath.benchmark.journey;

import io.desirepath.benchmark.journey.report.Plots;
import io.desirepath.benchmark.journey.simulation.Scenario;
import io.desirepath.benchmark.journey.simulation.SimulatedAccount;
import io.desirepath.benchmark.journey.simulation.SimulatedWorld;
import io.desirepath.benchmark.journey.stage.Asked;
import io.desirepath.benchmark.journey.stage.Filtered;
import io.desirepath.benchmark.journey.stage.Subject;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.training.domain.Bins;
import io.desirepath.journey.stage.training.domain.StageScore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Draws how the expert prior does in simulation B: reliability, confusion, and the account whose journey is longest. */
final class StagePlots {
    private StagePlots() {}

    static void draw(Plots plots, long seed) {
        var world = SimulatedWorld.of(Scenario.B, seed);
        var method = new Filtered(ExpertPrior.load(), null);
        List<Asked> questions = world.questions().stream()
                .map(one -> new Asked(subject(one.account()), one.at(), one.truth()))
                .toList();
        List<StageScore.Case> cases = Asked.answered(questions, method);
        plots.confusion("simulation-confusion.svg", "Simulation B, seed " + seed + ": the likeliest stage", cases);
        var bins = new LinkedHashMap<String, Bins>();
        for (StageScore.Case one : cases) {
            for (Stage stage : Stage.values()) {
                bins.computeIfAbsent(stage.name(), name -> new Bins())
                        .add(one.belief()[stage.ordinal()], one.truth() == stage);
            }
        }
        plots.reliability("simulation-reliability.svg", "Simulation B, seed " + seed + ": each stage", bins);
        SimulatedAccount account = world.test().stream()
                .max(Comparator.comparingInt(one -> one.stays().size()))
                .orElseThrow();
        List<Instant> days = IntStream.range(0, SimulatedWorld.DAYS)
                .mapToObj(day -> SimulatedWorld.DAY_ZERO.plus(Duration.ofDays(day)))
                .toList();
        plots.belief(
                "simulation-belief.svg",
                "Simulation B: the belief over a year, and the truth below",
                method.beliefs(subject(account), days),
                days.stream().map(account::stageAt).toList());
    }

    private static Subject subject(SimulatedAccount account) {
        return new Subject(account.account(), SimulatedWorld.DAY_ZERO, account.observations());
    }
}
