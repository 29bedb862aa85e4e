package io.desirepath.gateway;

import io.desirepath.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theModuleKeepsTheRulesOfStructure() {
        ArchitectureRules.check("io.desirepath.gateway");
    }
}
