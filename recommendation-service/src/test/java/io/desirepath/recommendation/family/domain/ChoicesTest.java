package io.desirepath.recommendation.family.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.family.domain.Families.Product;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoicesTest {

    private static final Families FAMILIES = Families.derive(List.of(
            new Product(1, "old lamp", "lamp", 1, 1),
            new Product(2, "new lamp", "lamp", 2, 2),
            new Product(3, "chair", "chair", 1, 1)));

    private final Choices.Builder builder = new Choices.Builder();

    @Test
    void whoLeavesOneProductForAnotherHasChangedOver() {
        for (int account = 0; account < PairCounts.LEAST_ACCOUNTS; account++) {
            builder.bought(1, 2, 100, 120);
            builder.bought(2, 3, 150, 200);
            builder.nextAccount();
        }

        PairCounts switched = builder.build(FAMILIES).switched();

        assertThat(switched.of(1, 2)).isEqualTo(PairCounts.LEAST_ACCOUNTS);
        assertThat(switched.of(2, 1)).isZero();
    }

    @Test
    void whoGoesOnWithTheFirstOrTriesTheSecondOnceHasNot() {
        for (int account = 0; account < 2 * PairCounts.LEAST_ACCOUNTS; account++) {
            boolean goesOn = account % 2 == 0;
            builder.bought(1, 2, 100, goesOn ? 160 : 120);
            builder.bought(2, goesOn ? 3 : 1, 150, goesOn ? 200 : 150);
            builder.nextAccount();
        }

        assertThat(builder.build(FAMILIES).switched().of(1, 2)).isZero();
    }

    @Test
    void otherFamiliesAndWhatFewDidAreNotTold() {
        for (int account = 0; account < PairCounts.LEAST_ACCOUNTS; account++) {
            builder.bought(1, 2, 100, 120);
            builder.bought(account == 0 ? 2 : 3, 2, 150, 200);
            builder.nextAccount();
        }

        PairCounts switched = builder.build(FAMILIES).switched();

        assertThat(switched.of(1, 2)).isZero();
        assertThat(switched.of(1, 3)).isZero();
    }

    @Test
    void whatIsLookedAtWithinAWeekIsLookedAtTogether() {
        for (int account = 0; account < 2 * PairCounts.LEAST_ACCOUNTS; account++) {
            builder.viewed(1, 100);
            builder.viewed(2, account % 2 == 0 ? 100 + Choices.ALONG_DAYS : 101 + Choices.ALONG_DAYS);
            builder.nextAccount();
        }

        PairCounts along = builder.build(FAMILIES).viewedAlong();

        assertThat(along.of(1, 2)).isEqualTo(PairCounts.LEAST_ACCOUNTS);
        assertThat(along.of(2, 1)).isEqualTo(PairCounts.LEAST_ACCOUNTS);
    }
}
