package io.desirepath.journey.stage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How silence alone gets to move a published stage. */
@ConfigMapping(prefix = "desirepath.stage.sweep")
public interface SweepConfig {

    /** How often to look, a duration such as {@code 10m}, or {@code off}. Default 10m. */
    @WithDefault("10m")
    String every();

    /** Accounts looked at in one transaction. Default 200. */
    @WithDefault("200")
    int chunk();

    /** How many times as long as each transaction took is rested after it, so that a sweep over many is spread over time. Default 4. */
    @WithDefault("4")
    double rest();
}
