package io.desirepath.recommendation.experiment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.desirepath.contracts.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final int ACCOUNTS = 20_000;
    /** A right hash fails one of a thousand times; these ids and salts never change. */
    private static final double UNLIKELY = 0.001;

    private final ChiSquareTest chiSquare = new ChiSquareTest();

    @Test
    void accountsSpreadEvenlyWhateverTheirIdsLookLike() {
        for (String form : List.of("%d", "ACME-%08d", "buyer%d@example.com")) {
            long[] counts = new long[100];
            double[] expected = new double[100];
            java.util.Arrays.fill(expected, ACCOUNTS / 100d);
            for (int i = 0; i < ACCOUNTS; i++) {
                counts[(int) (Assignment.position("salt", new AccountId(form.formatted(i))) * 100)]++;
            }
            assertThat(chiSquare.chiSquareTest(expected, counts)).as(form).isGreaterThan(UNLIKELY);
        }
    }

    @Test
    void experimentsAreIndependentOfEachOther() {
        Experiment one = experiment("one", 1, "home");
        Experiment other = experiment("other", 1, "home");
        long[][] table = new long[2][2];
        for (int i = 0; i < ACCOUNTS; i++) {
            AccountId account = account(i);
            table[index(one, account)][index(other, account)]++;
        }

        assertThat(chiSquare.chiSquareTest(table)).isGreaterThan(UNLIKELY);
    }

    @Test
    void sharesAndTrafficAreKept() {
        Experiment experiment = new Experiment(
                "e",
                "e",
                Set.of("home"),
                0.5,
                List.of(variant("A", 0.2), variant("B", 0.3), variant("C", 0.5)),
                Metric.REVENUE,
                0.05);
        long[] counts = new long[4];
        for (int i = 0; i < ACCOUNTS; i++) {
            counts[
                    experiment
                            .of(account(i))
                            .map(v -> experiment.variants().indexOf(v))
                            .orElse(3)]++;
        }

        assertThat(chiSquare.chiSquareTest(new double[] {2000, 3000, 5000, 10000}, counts))
                .isGreaterThan(UNLIKELY);
    }

    @Test
    void anAccountKeepsItsVariant() {
        // Fixed for ever: another hash would show running experiments' accounts something else.
        assertThat(Assignment.position("salt", new AccountId("12583"))).isEqualTo(POSITION_OF_12583);
        assertThat(experiment("e", 1, "home").of(account(1)))
                .isEqualTo(experiment("e", 1, "home").of(account(1)));
    }

    private static final double POSITION_OF_12583 = expected();

    /** The same, spelled out another way. */
    private static double expected() {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                    .digest("experiment\nsalt\n12583".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            var number = new java.math.BigInteger(1, java.util.Arrays.copyOf(hash, 8)).shiftRight(11);
            return number.doubleValue() / Math.pow(2, 53);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whereTwoWantTheSameAccountTheFirstHasIt() {
        Experiment first = experiment("first", 0.5, "home");
        Experiment second = experiment("second", 1, "home", "cart");
        Running running = new Running(List.of(first, second));
        long[] secondGets = new long[2];
        for (int i = 0; i < ACCOUNTS; i++) {
            AccountId account = account(i);
            Optional<Running.Decision> home = running.decide(account, "home");
            assertThat(home.orElseThrow().experimentId())
                    .isEqualTo(first.of(account).isPresent() ? "first" : "second");
            assertThat(running.decide(account, "cart").orElseThrow().experimentId())
                    .isEqualTo("second");
            if (home.get().experimentId().equals("second")) {
                secondGets[index(second, account)]++;
            }
        }

        assertThat(running.decide(account(1), "email")).isEmpty();
        assertThat(chiSquare.chiSquareTest(new double[] {5000, 5000}, secondGets))
                .as("whom the first leaves out is still a random choice")
                .isGreaterThan(UNLIKELY);
        assertThat(running.leaveNobodyTo(experiment("third", 1, "cart"))).isTrue();
        assertThat(running.leaveNobodyTo(experiment("third", 1, "email"))).isFalse();
        assertThat(new Running(List.of(first)).leaveNobodyTo(second)).isFalse();
    }

    @Test
    void sharesMustAddUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Experiment(
                        "e",
                        "e",
                        Set.of("home"),
                        1,
                        List.of(variant("A", 0.5), variant("B", 0.4)),
                        Metric.REVENUE,
                        0.05))
                .withMessageStartingWith("variants: the shares");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Experiment(
                        "e",
                        "e",
                        Set.of("home"),
                        1,
                        List.of(variant("A", 0.5), variant("A", 0.5)),
                        Metric.REVENUE,
                        0.05))
                .withMessageStartingWith("variants: 'A'");
    }

    private static int index(Experiment experiment, AccountId account) {
        return experiment.variants().indexOf(experiment.of(account).orElseThrow());
    }

    private static Experiment experiment(String id, double traffic, String... placements) {
        return new Experiment(
                id,
                id,
                Set.of(placements),
                traffic,
                List.of(variant("A", 0.5), variant("B", 0.5)),
                Metric.REVENUE,
                0.05);
    }

    private static Variant variant(String name, double share) {
        return new Variant(name, share, new Variant.StrategyVersionName("s", 1));
    }

    private static AccountId account(int number) {
        return new AccountId("account-" + number);
    }
}
