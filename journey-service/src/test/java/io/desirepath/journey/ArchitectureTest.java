package io.desirepath.journey;

import io.desirepath.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfStructure() {
        ArchitectureRules.check("io.desirepath.journey");
    }
}
