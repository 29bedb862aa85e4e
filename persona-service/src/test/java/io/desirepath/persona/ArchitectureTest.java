package io.desirepath.persona;

import io.desirepath.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theServiceKeepsTheSuitesRules() {
        ArchitectureRules.check("io.desirepath.persona");
    }
}
