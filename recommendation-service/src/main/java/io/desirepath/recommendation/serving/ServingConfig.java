package io.desirepath.recommendation.serving;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How answers are served. */
@ConfigMapping(prefix = "desirepath.serving")
public interface ServingConfig {

    /** Memory for answers that are given again to the same question within their minute; 0 for none. Default 32M. */
    @WithDefault("32M")
    MemorySize kept();
}
