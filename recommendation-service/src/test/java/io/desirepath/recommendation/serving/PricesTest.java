package io.desirepath.recommendation.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PricesTest {

    @Test
    void aPriceHasTheDecimalsOfItsCurrencyAndKeepsFurtherOnes() {
        assertThat(Prices.shown(new BigDecimal("2.5"), "GBP")).isEqualTo(Money.of("2.50", "GBP"));
        assertThat(Prices.shown(new BigDecimal("0.125"), "GBP")).isEqualTo(Money.of("0.125", "GBP"));
        assertThat(Prices.shown(new BigDecimal("1E+2"), "JPY")).isEqualTo(Money.of("100", "JPY"));
        assertThat(Prices.shown(new BigDecimal("7"), "BHD")).isEqualTo(Money.of("7.000", "BHD"));
    }

    @Test
    void whatIsNoPriceIsNotShown() {
        assertThat(Prices.shown(null, "GBP")).isNull();
        assertThat(Prices.shown(BigDecimal.ONE, "XXL")).isNull();
    }
}
