package io.desirepath.recommendation.copurchase;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is bought together, counted between trainings. */
@ConfigMapping(prefix = "desirepath.co-purchase")
public interface CoPurchaseConfig {

    /** How often a pod looks for orders that are not counted yet. Default 200 ms. */
    @WithDefault("200ms")
    Duration poll();
}
