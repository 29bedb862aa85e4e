package io.desirepath.recommendation;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.desirepath.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theServiceKeepsTheRulesOfStructure() {
        assertThatCode(() -> ArchitectureRules.check("io.desirepath.recommendation"))
                .doesNotThrowAnyException();
    }
}
