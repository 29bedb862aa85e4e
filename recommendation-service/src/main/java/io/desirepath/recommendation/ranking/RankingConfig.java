package io.desirepath.recommendation.ranking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Strategies and merchandising rules in memory. */
@ConfigMapping(prefix = "desirepath.ranking")
public interface RankingConfig {

    /** How often each pod looks for another strategy or changed rules. Default 500 ms. */
    @WithDefault("500ms")
    Duration poll();

    /** From which confidence on a role that was inferred counts as known. Default 0.5, as for buying groups. */
    @WithDefault("0.5")
    double minRoleConfidence();
}
