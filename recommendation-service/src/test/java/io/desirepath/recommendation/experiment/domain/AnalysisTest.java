package io.desirepath.recommendation.experiment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.experiment.domain.Verdict.Outcome;
import io.desirepath.recommendation.feedback.domain.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** On simulated accounts, where the truth is known. Seeds are fixed: nothing here is left to chance. */
class AnalysisTest {

    private static final int REPETITIONS = 2000;
    private static final int ACCOUNTS = 200;
    private static final double NAIVE_Z = 1.96;

    @Test
    void intervalsOfARatioHoldTheTruthAsOftenAsTheySay() {
        Random random = new Random(1);
        int held = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            Map<String, List<AccountOutcome>> outcomes =
                    both(i1 -> clicking(random, 0.10), i2 -> clicking(random, 0.14), ACCOUNTS);
            Comparison comparison =
                    analysis(Metric.CLICK_THROUGH, outcomes).comparisons().getFirst();
            held += comparison.differenceInterval().contains(0.04) ? 1 : 0;
        }

        assertThat(held / (double) REPETITIONS).isBetween(0.93, 0.97);
    }

    @Test
    void intervalsOfAMeanAndOfARelativeDifferenceDoToo() {
        Random random = new Random(2);
        int absolute = 0;
        int relative = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            Map<String, List<AccountOutcome>> outcomes =
                    both(i1 -> buying(random, 0, 0.6), i2 -> buying(random, 10, 0.6), ACCOUNTS);
            Comparison comparison =
                    analysis(Metric.REVENUE, outcomes).comparisons().getFirst();
            absolute += comparison.differenceInterval().contains(10) ? 1 : 0;
            relative += comparison.relativeInterval().contains(0.1) ? 1 : 0;
        }

        assertThat(absolute / (double) REPETITIONS).isBetween(0.93, 0.97);
        assertThat(relative / (double) REPETITIONS).isBetween(0.93, 0.97);
    }

    @Test
    void whereNothingDiffersHardlyAnythingIsFoundAlthoughCountingViewsWouldFindIt() {
        Random random = new Random(3);
        int found = 0;
        int naive = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            Map<String, List<AccountOutcome>> outcomes =
                    both(i1 -> clicking(random, 0.12), i2 -> clicking(random, 0.12), ACCOUNTS);
            Comparison comparison =
                    analysis(Metric.CLICK_THROUGH, outcomes).comparisons().getFirst();
            found += comparison.differenceInterval().contains(0) ? 0 : 1;
            naive += countingViews(outcomes) ? 1 : 0;
        }

        assertThat(found / (double) REPETITIONS).isLessThanOrEqualTo(0.06);
        assertThat(naive / (double) REPETITIONS)
                .as("the same data, each view taken for a trial of its own")
                .isGreaterThan(0.15);
    }

    @Test
    void withThreeVariantsTheChanceOfAnyFalseFindStaysBelowFivePercent() {
        Random random = new Random(4);
        Experiment three = new Experiment(
                "e",
                "e",
                Set.of("home"),
                1,
                List.of(variant("A", 0.25), variant("B", 0.25), variant("C", 0.25), variant("D", 0.25)),
                Metric.REVENUE,
                0.05);
        int found = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            Map<String, List<AccountOutcome>> outcomes = new java.util.HashMap<>();
            three.variants().forEach(v -> outcomes.put(v.name(), accounts(n -> buying(random, 0, 0), ACCOUNTS)));
            found += Analysis.of(three, outcomes, true).comparisons().stream()
                            .allMatch(c -> c.differenceInterval().contains(0))
                    ? 0
                    : 1;
        }

        assertThat(found / (double) REPETITIONS).isLessThanOrEqualTo(0.06);
    }

    @Test
    void whatWasBeforeTakesItsShareOfTheVarianceAway() {
        Random random = new Random(5);
        for (double correlation : new double[] {0, 0.5, 0.8}) {
            List<AccountOutcome> accounts = accounts(n -> buying(random, 0, correlation), 20_000);
            Estimate plain = Analysis.of(experiment(Metric.REVENUE), Map.of("A", accounts), true)
                    .variants()
                    .getFirst()
                    .metrics()
                    .get(Metric.REVENUE);
            Estimate adjusted = Cuped.of(Metric.REVENUE, List.of(accounts)).mean(accounts);

            assertThat(1 - adjusted.variance() / plain.variance())
                    .as("with a correlation of " + correlation)
                    .isBetween(correlation * correlation - 0.03, correlation * correlation + 0.03);
            assertThat(adjusted.value()).isBetween(plain.value() - 1e-6, plain.value() + 1e-6);
        }
    }

    @Test
    void accountsNeededAreEnough() {
        Random random = new Random(6);
        Estimate control = Cuped.of(Metric.REVENUE, List.of()).mean(accounts(n -> buying(random, 0, 0), 5000));
        int needed = (int) Math.ceil(Comparison.accountsNeeded(control, control, 0.1, 1));
        int found = 0;
        for (int i = 0; i < 1000; i++) {
            Map<String, List<AccountOutcome>> outcomes =
                    both(n -> buying(random, 0, 0), n -> buying(random, 10, 0), needed / 2);
            found += analysis(Metric.REVENUE, outcomes)
                            .comparisons()
                            .getFirst()
                            .differenceInterval()
                            .isAbove(0)
                    ? 1
                    : 0;
        }

        assertThat(found / 1000d).as("power with %d accounts", needed).isBetween(0.76, 0.84);
    }

    @Test
    void aVariantThatIsBetterWinsInPlainWords() {
        Random random = new Random(7);
        Map<String, List<AccountOutcome>> outcomes =
                both(n -> buying(random, 0, 0.5), n -> buying(random, 20, 0.5), 2000);

        Verdict ended = Analysis.of(experiment(Metric.REVENUE), outcomes, true).verdict();
        Verdict running =
                Analysis.of(experiment(Metric.REVENUE), outcomes, false).verdict();

        assertThat(ended.outcome()).isEqualTo(Outcome.VARIANT_WINS);
        assertThat(ended.winner()).isEqualTo("B");
        assertThat(ended.text())
                .matches(
                        "B wins: \\+\\d+\\.\\d% revenue per account, 95% interval \\+\\d+\\.\\d% to \\+\\d+\\.\\d%\\..*");
        assertThat(ended.preliminary()).isFalse();
        assertThat(running.preliminary()).isTrue();
        assertThat(running.text()).contains("So far");
    }

    @Test
    void aVariantThatIsWorseLeavesTheControl() {
        Random random = new Random(8);
        Verdict verdict = analysis(Metric.REVENUE, both(n -> buying(random, 20, 0), n -> buying(random, 0, 0), 2000))
                .verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.CONTROL_WINS);
        assertThat(verdict.text()).startsWith("A stays: B has -");
    }

    @Test
    void withoutADifferenceItSaysHowManyAccountsItTakes() {
        Random random = new Random(9);
        Verdict verdict = analysis(Metric.REVENUE, both(n -> buying(random, 0, 0), n -> buying(random, 0, 0), 150))
                .verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_DIFFERENCE_SHOWN);
        assertThat(verdict.accountsNeeded()).isPositive();
        assertThat(verdict.text()).contains("more accounts");
    }

    @Test
    void lostAccountsForbidAVerdict() {
        Random random = new Random(10);
        Map<String, List<AccountOutcome>> outcomes =
                Map.of("A", accounts(n -> buying(random, 0, 0), 1000), "B", accounts(n -> buying(random, 50, 0), 800));

        Analysis analysis = analysis(Metric.REVENUE, outcomes);

        assertThat(analysis.sampleRatio().isOff()).isTrue();
        assertThat(analysis.verdict().outcome()).isEqualTo(Outcome.SAMPLE_RATIO_OFF);
        assertThat(analysis.verdict().winner()).isNull();
        assertThat(analysis.verdict().text()).startsWith("No verdict: the sample ratio is off");
    }

    @Test
    void anHonestDrawIsHardlyEverTakenForALoss() {
        Random random = new Random(11);
        int alarms = 0;
        for (int i = 0; i < 5000; i++) {
            long ofA = random.ints(1000, 0, 2).sum();
            alarms += SampleRatio.of(experiment(Metric.REVENUE).variants(), Map.of("A", ofA, "B", 1000 - ofA))
                            .isOff()
                    ? 1
                    : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo(15);
    }

    @Test
    void aFewAccountsAreNoSample() {
        Random random = new Random(12);
        assertThat(analysis(Metric.REVENUE, both(n -> buying(random, 0, 0), n -> buying(random, 99, 0), 50))
                        .verdict()
                        .outcome())
                .isEqualTo(Outcome.TOO_FEW_ACCOUNTS);
        assertThat(analysis(Metric.REVENUE, Map.of()).verdict().outcome()).isEqualTo(Outcome.TOO_FEW_ACCOUNTS);
    }

    /** An account has a taste of its own for clicking, and some accounts look a lot more than others. */
    private static AccountOutcome clicking(Random random, double rate) {
        double own = Math.clamp(rate * (1 + 0.6 * random.nextGaussian()), 0, 2 * rate);
        int views = 1 + (int) Math.exp(2.5 + 0.8 * random.nextGaussian());
        int clicks = 0;
        for (int i = 0; i < views; i++) {
            clicks += random.nextDouble() < own ? 1 : 0;
        }
        return new AccountOutcome(views, views, clicks, 0, false, 0, false);
    }

    /** Around 100, with a deviation of 50 that is explained by what was before as the correlation says. */
    private static AccountOutcome buying(Random random, double more, double correlation) {
        double before = random.nextGaussian();
        double now = correlation * before + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        return new AccountOutcome(1, 1, 0, 100 + more + 50 * now, true, 80 + 30 * before, true);
    }

    private static boolean countingViews(Map<String, List<AccountOutcome>> outcomes) {
        double[] rate = new double[2];
        double[] variance = new double[2];
        int i = 0;
        for (List<AccountOutcome> variant : List.of(outcomes.get("A"), outcomes.get("B"))) {
            double views = variant.stream().mapToLong(AccountOutcome::views).sum();
            rate[i] = variant.stream().mapToLong(AccountOutcome::clicks).sum() / views;
            variance[i] = rate[i] * (1 - rate[i]) / views;
            i++;
        }
        return Math.abs(rate[1] - rate[0]) / Math.sqrt(variance[0] + variance[1]) > NAIVE_Z;
    }

    private static Analysis analysis(Metric metric, Map<String, List<AccountOutcome>> outcomes) {
        return Analysis.of(experiment(metric), outcomes, true);
    }

    private static Map<String, List<AccountOutcome>> both(
            IntFunction<AccountOutcome> a, IntFunction<AccountOutcome> b, int each) {
        return Map.of("A", accounts(a, each), "B", accounts(b, each));
    }

    private static List<AccountOutcome> accounts(IntFunction<AccountOutcome> account, int count) {
        List<AccountOutcome> accounts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            accounts.add(account.apply(i));
        }
        return accounts;
    }

    private static Experiment experiment(Metric metric) {
        return new Experiment("e", "e", Set.of("home"), 1, List.of(variant("A", 0.5), variant("B", 0.5)), metric, 0.05);
    }

    private static Variant variant(String name, double share) {
        return new Variant(name, share, null);
    }
}
