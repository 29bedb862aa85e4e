package io.desirepath.recommendation.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The catalogue in memory. */
@ConfigMapping(prefix = "desirepath.catalog")
public interface CatalogConfig {

    /** How often each pod looks for changed products and content items. Default 250 ms. */
    @WithDefault("250ms")
    Duration poll();
}
