package io.desirepath.recommendation.family.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsualPricesTest {

    private static final int DAY = 20_000;
    private final UsualPrices.Builder builder = new UsualPrices.Builder();

    private UsualPricesTest paid(int product, int day, String currency, String... prices) {
        for (String price : prices) {
            builder.paid(product, day, new BigDecimal(price), currency);
        }
        return this;
    }

    @Test
    void theMedianOfWhatAccountsPaidLastInTheCurrencyOfMost() {
        paid(1, DAY, "GBP", "9", "1", "2", "14.9", "100");
        paid(1, DAY, "EUR", "3", "3", "3");

        UsualPrices prices = builder.build();

        assertThat(prices.of(1)).isEqualTo(9);
        assertThat(prices.currency()).isEqualTo("GBP");
    }

    @Test
    void ofAnEvenNumberThePriceThatSomebodyPaid() {
        paid(1, DAY, "GBP", "1", "2", "3", "4", "5", "6");

        assertThat(builder.build().of(1)).isEqualTo(3);
    }

    @Test
    void whatFewBoughtHasNoneAndWhatWasFreeDoesNotCount() {
        paid(1, DAY, "GBP", "1", "2", "3", "4");
        paid(2, DAY, "GBP", "1", "2", "3", "4", "0");

        UsualPrices prices = builder.build();

        assertThat(prices.of(1)).isNaN();
        assertThat(prices.of(2)).isNaN();
        assertThat(prices.of(7)).isNaN();
    }

    @Test
    void onlyTheLastMonthsBeforeTheNewestOrderCount() {
        for (int day : List.of(DAY - UsualPrices.LATELY_DAYS, DAY, DAY - UsualPrices.LATELY_DAYS + 1)) {
            paid(day - DAY + UsualPrices.LATELY_DAYS, day, "GBP", "1", "2", "3", "4", "5");
        }

        UsualPrices prices = builder.build();

        assertThat(prices.of(0)).as("a day too old").isNaN();
        assertThat(prices.of(1)).isEqualTo(3);
        assertThat(prices.of(UsualPrices.LATELY_DAYS)).isEqualTo(3);
    }
}
