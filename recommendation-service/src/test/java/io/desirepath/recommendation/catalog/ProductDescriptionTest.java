package io.desirepath.recommendation.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductDescriptionTest {

    @Test
    void aProductIsActiveUnlessSomebodySaysOtherwise() {
        assertThat(new ProductDescription("Lantern", null, null, null, null).status())
                .isEqualTo(ProductStatus.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000000000000", "0.0000001", "1E+1000000000"})
    void aPriceThatCannotBeOneIsRefused(String amount) {
        assertThatThrownBy(() -> new ProductDescription("Lantern", null, Money.of(amount, "GBP"), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("price.amount:");
    }

    @Test
    void aPriceWithoutAnAmountIsRefused() {
        assertThatThrownBy(() -> new ProductDescription("Lantern", null, new Money(null, "GBP"), null, null))
                .hasMessageStartingWith("price.amount:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "nul\u0000"})
    void aNameOfSeveralLinesOrNoneIsRefused(String name) {
        assertThatThrownBy(() -> new ProductDescription(name, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name:");
    }

    @Test
    void aDescriptionMayHaveParagraphsButNoOtherControls() {
        assertThat(new ProductDescription("Lantern", "one\n\n\ttwo", null, null, null).description())
                .isEqualTo("one\n\n\ttwo");
        assertThatThrownBy(() -> new ProductDescription("Lantern", "\u0007", null, null, null))
                .hasMessageStartingWith("description:");
    }
}
