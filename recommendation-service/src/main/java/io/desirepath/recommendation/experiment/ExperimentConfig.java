package io.desirepath.recommendation.experiment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Experiments on strategies. */
@ConfigMapping(prefix = "desirepath.experiments")
public interface ExperimentConfig {

    /** How often each pod looks for experiments that were started or stopped. Default 500 ms. */
    @WithDefault("500ms")
    Duration poll();

    /** How long before an experiment accounts are looked at, to know them without it. Default 90 days. */
    @WithDefault("90D")
    Duration before();

    /** Accounts whose outcomes are read at a time. Default 200. */
    @WithDefault("200")
    int accounts();
}
