package io.desirepath.benchmark.journey.simulation;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.StageModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * One draw of a scenario: what is true in it, accounts to learn from and accounts to be measured on. The same scenario and
 * seed make the same world, whatever the machine.
 *
 * @param training accounts whose labels may be used
 * @param test other accounts of the same world
 * @param oracle the true parameters as a model: stays, jumps and start, and the rates of days with the mark
 */
public record SimulatedWorld(
        Scenario scenario, long seed, List<SimulatedAccount> training, List<SimulatedAccount> test, StageModel oracle) {

    public static final int DAYS = 360;
    public static final Instant DAY_ZERO = Instant.parse("2025-01-01T00:00:00Z");
    private static final int ACCOUNTS = 1000;
    private static final int FIRST_QUESTION = 60;
    private static final int QUESTIONS = 5;

    /** Of a world of the usual size. */
    public static final int QUESTIONS_IN_ALL = ACCOUNTS * QUESTIONS;

    /** A moment, midnight of a day, at which the true stage of an account is asked for. */
    public record Question(SimulatedAccount account, Instant at, Stage truth) {}

    public static SimulatedWorld of(Scenario scenario, long seed) {
        return of(scenario, seed, ACCOUNTS, ACCOUNTS);
    }

    /**
     * @param training how many accounts to learn from
     * @param test how many to be measured on
     */
    public static SimulatedWorld of(Scenario scenario, long seed, int training, int test) {
        var parameters =
                Parameters.shipped().disturbed(scenario.spread(), scenario.rateFactor(), random(scenario, seed, -1));
        var simulator = new AccountSimulator(scenario, parameters);
        List<SimulatedAccount> accounts = IntStream.range(0, training + test)
                .mapToObj(i -> simulator.simulate(id(i), random(scenario, seed, i)))
                .toList();
        return new SimulatedWorld(
                scenario,
                seed,
                accounts.subList(0, training),
                accounts.subList(training, training + test),
                oracle(scenario, parameters));
    }

    /** Five random midnights of days 60 to 359 for each test account. */
    public List<Question> questions() {
        return questions(test, QUESTIONS, random(scenario, seed, -2));
    }

    /** So many random midnights of random training accounts, whose stages somebody told: labels. */
    public List<Question> labels(int count) {
        RandomGenerator random = random(scenario, seed, -3);
        return IntStream.range(0, count)
                .mapToObj(i -> question(training.get(random.nextInt(training.size())), random))
                .toList();
    }

    private static List<Question> questions(List<SimulatedAccount> accounts, int each, RandomGenerator random) {
        var questions = new ArrayList<Question>();
        for (SimulatedAccount account : accounts) {
            for (int i = 0; i < each; i++) {
                questions.add(question(account, random));
            }
        }
        return questions;
    }

    private static Question question(SimulatedAccount account, RandomGenerator random) {
        Instant at = DAY_ZERO.plus(random.nextInt(FIRST_QUESTION, DAYS), ChronoUnit.DAYS);
        return new Question(account, at, account.stageAt(at));
    }

    private static AccountId id(int account) {
        return new AccountId("sim-" + account);
    }

    /** Each account has a stream of its own, so that more accounts leave the others as they are. */
    private static RandomGenerator random(Scenario scenario, long seed, int stream) {
        long mixed = seed * 1_000_003L + scenario.name().hashCode() * 7_919L + stream;
        return RandomGeneratorFactory.of("L64X128MixRandom").create(mixed);
    }

    /** A day with Poisson events of rate r shows the mark with probability {@code 1 - exp(-r)}: what the filter counts. */
    private static StageModel oracle(Scenario scenario, Parameters parameters) {
        var rates = new EnumMap<Stage, Map<Mark, Double>>(Stage.class);
        var jumps = new EnumMap<Stage, Map<Stage, Double>>(Stage.class);
        var dwell = new EnumMap<Stage, Double>(Stage.class);
        var start = new EnumMap<Stage, Double>(Stage.class);
        for (Stage s : Stage.values()) {
            var row = new EnumMap<Mark, Double>(Mark.class);
            for (Mark m : Mark.values()) {
                row.put(m, -Math.expm1(-parameters.rates()[s.ordinal()][m.ordinal()] / scenario.burstOf(m)));
            }
            rates.put(s, row);
            var leads = new EnumMap<Stage, Double>(Stage.class);
            for (Stage t : Stage.values()) {
                if (s != t) {
                    leads.put(t, parameters.jumps()[s.ordinal()][t.ordinal()]);
                }
            }
            jumps.put(s, leads);
            dwell.put(s, parameters.dwellDays()[s.ordinal()]);
            start.put(s, parameters.start()[s.ordinal()]);
        }
        return new StageModel("oracle", rates, dwell, jumps, start);
    }
}
