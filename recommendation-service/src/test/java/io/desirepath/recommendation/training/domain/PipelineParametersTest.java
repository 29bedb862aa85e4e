package io.desirepath.recommendation.training.domain;

import static io.desirepath.recommendation.training.domain.PipelineParameters.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PipelineParametersTest {

    @Test
    void nothingIsCutWhileAPodCanHoldIt() {
        assertThat(DEFAULT.forProducts(0)).isEqualTo(DEFAULT);
        assertThat(DEFAULT.forProducts(100_000)).isEqualTo(DEFAULT);
    }

    @Test
    void whereThereAreManyProductsEachHasFewerPairs() {
        assertThat(DEFAULT.forProducts(200_000).maxPairs()).isEqualTo(100);
        assertThat(DEFAULT.forProducts(200_000).maxComplements()).isEqualTo(50);
        assertThat(DEFAULT.forProducts(800_000).maxComplements()).isEqualTo(25);
    }

    @Test
    void thereIsAlwaysEnoughForAList() {
        assertThat(DEFAULT.forProducts(100_000_000).maxPairs()).isEqualTo(50);
        assertThat(DEFAULT.forProducts(100_000_000).maxComplements()).isEqualTo(20);
    }
}
