package io.desirepath.journey.segment;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** For tests that take the worker's place, such as with a clock of their own. */
public class WithoutWorker implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("desirepath.segments.every", "1H", "desirepath.stage.sweep.every", "off");
    }
}
