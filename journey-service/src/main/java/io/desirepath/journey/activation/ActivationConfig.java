package io.desirepath.journey.activation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How members of segments are read. */
@ConfigMapping(prefix = "desirepath.activation")
public interface ActivationConfig {

    /** Files of members that a pod writes at a time; more are refused for the moment. Default 4. */
    @WithDefault("4")
    int streams();

    /** How long writing such a file may take, reading it included. Default 10 minutes. */
    @WithDefault("10m")
    Duration streamLimit();
}
