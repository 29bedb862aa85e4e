package io.desirepath.recommendation.reorder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How it is noticed that time alone has made a reorder overdue. */
@ConfigMapping(prefix = "desirepath.reorder")
public interface ReorderConfig {

    /** How often all accounts are looked at, a duration such as {@code 1h}, or {@code off}. Default 1h. */
    @WithDefault("1h")
    String every();

    /** Accounts looked at in one transaction. Default 50. */
    @WithDefault("50")
    int chunk();

    /** How many times as long as each transaction took is rested after it, so that a round is spread over time. Default 4. */
    @WithDefault("4")
    double rest();

    /** How often each pod looks for the intervals that a round has summed up. Default 30 s. */
    @WithDefault("30s")
    Duration poll();
}
