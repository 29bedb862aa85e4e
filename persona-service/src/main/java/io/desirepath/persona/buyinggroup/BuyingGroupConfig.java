package io.desirepath.persona.buyinggroup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a buying group is judged. */
@ConfigMapping(prefix = "desirepath.buying-group")
public interface BuyingGroupConfig {

    /** How long after the first activity somebody is new. Default 30 days. */
    @WithDefault("30D")
    Duration newFor();

    /** After how long a silence somebody who was active is quiet. Default 30 days. */
    @WithDefault("30D")
    Duration quietAfter();

    /** After how long a day of activity counts half for the engagement. Default 14 days. */
    @WithDefault("14D")
    Duration halfLife();

    /** How many present days make an engagement of 0.63. Default 5. */
    @WithDefault("5")
    double scale();

    /** From which confidence on, 0 to 1, an inferred role fills a gap. Default 0.5. */
    @WithDefault("0.5")
    double minRoleConfidence();
}
