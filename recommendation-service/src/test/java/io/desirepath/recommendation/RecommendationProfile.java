package io.desirepath.recommendation;

import io.desirepath.testing.ServiceStores;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The service with real stores, a Redis that a test can stop, and trainings only when a test asks for one. */
public class RecommendationProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "desirepath.training.automatic", "false",
                "desirepath.training.nightly", "off",
                "desirepath.reorder.every", "off",
                "desirepath.catalog.poll", "50ms",
                "desirepath.contract.poll", "50ms",
                "desirepath.ranking.poll", "50ms",
                "desirepath.experiments.poll", "50ms",
                "desirepath.model.poll", "50ms");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(ServiceStores.class, Map.of("database", "recommendation")),
                new TestResourceEntry(StoppableRedis.class));
    }
}
