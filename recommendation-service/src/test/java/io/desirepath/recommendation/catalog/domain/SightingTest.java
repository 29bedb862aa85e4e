package io.desirepath.recommendation.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingTest {

    @Test
    void theLatestNameWinsHoweverTheLinesArrive() {
        assertThat(Sighting.latest(List.of(seen("A", "NEW NAME", 3), seen("A", "OLD NAME", 1), seen("A", null, 5))))
                .containsExactly(seen("A", "NEW NAME", 5));
    }

    @Test
    void productsComeInTheOrderOfTheirIds() {
        assertThat(Sighting.latest(List.of(seen("B", "b", 1), seen("A", "a", 2))))
                .extracting(Sighting::productId)
                .containsExactly("A", "B");
    }

    @Test
    void namesThatNobodyValidatedAreMadeFit() {
        assertThat(ProductText.clean("  LANTERN\u0000 \uD800RED\t")).isEqualTo("LANTERN RED");
        assertThat(ProductText.clean(" \n ")).isNull();
        assertThat(ProductText.clean("x".repeat(600))).hasSize(ProductText.MAX_NAME);
    }

    private static Sighting seen(String product, String name, long second) {
        return new Sighting(product, name, BigDecimal.ONE, "GBP", Instant.ofEpochSecond(second));
    }
}
