package io.desirepath.recommendation.candidate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The model in memory. */
@ConfigMapping(prefix = "desirepath.model")
public interface ModelConfig {

    /** How often each pod looks for a new champion, and for lists that orders changed. Default 250 ms. */
    @WithDefault("250ms")
    Duration poll();
}
