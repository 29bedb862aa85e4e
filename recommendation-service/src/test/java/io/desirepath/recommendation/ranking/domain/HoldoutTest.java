package io.desirepath.recommendation.ranking.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.AccountId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

    private static final int ACCOUNTS = 20_000;

    @Test
    void itHoldsOutItsShareOfTheAccounts() {
        assertThat(held(new Holdout(0.1, "a"), new Holdout(0.1, "a"))).isCloseTo(0.1, within(0.01));
        assertThat(held(Holdout.NOBODY, Holdout.NOBODY)).isZero();
    }

    @Test
    void anotherSaltHoldsOutOthersAndALargerShareTheSameAndMore() {
        assertThat(held(new Holdout(0.1, "a"), new Holdout(0.1, "b"))).isCloseTo(0.01, within(0.004));
        assertThat(held(new Holdout(0.1, "a"), new Holdout(0.3, "a"))).isCloseTo(0.1, within(0.01));
    }

    @Test
    void sharesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Holdout(0.6, "a")).hasMessageStartingWith("share: ");
        assertThatThrownBy(() -> new Holdout(Double.NaN, "a")).hasMessageStartingWith("share: ");
        assertThatThrownBy(() -> new Holdout(0.1, " ")).hasMessageStartingWith("salt: ");
    }

    /** The share of accounts that both hold out. */
    private static double held(Holdout one, Holdout other) {
        return IntStream.range(0, ACCOUNTS)
                        .mapToObj(i -> new AccountId("account " + i))
                        .filter(account -> one.holds(account) && other.holds(account))
                        .count()
                / (double) ACCOUNTS;
    }
}
