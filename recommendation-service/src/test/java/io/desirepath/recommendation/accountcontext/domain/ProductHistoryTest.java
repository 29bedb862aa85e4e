package io.desirepath.recommendation.accountcontext.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T09:00:00Z");

    @Test
    void purchasesOfAProductAreSummedUp() {
        ProductHistory history = ProductHistory.of(List.of(
                        bought("A", "m1", 2, 0, "1.50"),
                        bought("A", "m2", 3, 120, "0"),
                        bought("A", "m3", 4, 160, "1.75")))
                .getFirst();

        assertThat(history.orders()).isEqualTo(3);
        assertThat(history.quantity()).isEqualTo(9);
        assertThat(history.medianGapDays()).isEqualTo(80);
        assertThat(history.unitPrice()).isEqualByComparingTo("1.75");
        assertThat(history.latest())
                .extracting(ProductHistory.OrderReference::messageId)
                .containsExactly("m3", "m2", "m1");
    }

    @Test
    void aGiftDoesNotHideThePriceThatWasPaid() {
        ProductHistory history = ProductHistory.of(
                        List.of(bought("A", "m1", 2, 0, "1.50"), bought("A", "m2", 1, 5, "0.00")))
                .getFirst();

        assertThat(history.unitPrice()).isEqualByComparingTo("1.50");
    }

    @Test
    void aPurchaseCountsHalfAfterTheHalfLife() {
        ProductHistory history = ProductHistory.of(
                        List.of(bought("A", "m1", 1, 0, "1"), bought("A", "m2", 1, 120, "1")))
                .getFirst();
        Instant last = START.plus(Duration.ofDays(120));

        assertThat(history.weight()).isCloseTo(1.5, within(1e-12));
        assertThat(history.frequencyAfter(0)).isCloseTo(1.5, within(1e-12));
        assertThat(history.frequencyAfter(ProductHistory.HALF_LIFE.toDays())).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void ordersOfOneDayAreOneDayOfPurchase() {
        ProductHistory history = ProductHistory.of(List.of(bought("A", "m1", 1, 0, "1"), bought("A", "m2", 1, 0, "1")))
                .getFirst();

        assertThat(history.days()).isEqualTo(1);
        assertThat(history.weight()).isEqualTo(1);
        assertThat(history.medianGapDays()).isNull();
    }

    @Test
    void theProductBoughtLastComesFirst() {
        List<ProductHistory> histories = ProductHistory.of(
                List.of(bought("B", "m1", 1, 0, "1"), bought("C", "m2", 1, 1, "1"), bought("A", "m2", 1, 1, "1")));

        assertThat(histories).extracting(ProductHistory::productId).containsExactly("A", "C", "B");
    }

    private static Purchase bought(String product, String message, long quantity, int day, String price) {
        return new Purchase(
                product, message, false, quantity, new BigDecimal(price), "GBP", START.plus(Duration.ofDays(day)));
    }
}
