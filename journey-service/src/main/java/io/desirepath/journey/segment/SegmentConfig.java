package io.desirepath.journey.segment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How memberships of segments are kept. */
@ConfigMapping(prefix = "desirepath.segments")
public interface SegmentConfig {

    /** How often it is looked whether something happened. Default 50 ms. */
    @WithDefault("0.05s")
    Duration every();

    /** Accounts looked at in one transaction, at most. Default 1000. */
    @WithDefault("1000")
    int chunk();

    /**
     * After a definition changed, and while other things happen too, the time between chunks of accounts, as a multiple of the
     * time that one took. Default 0.5.
     */
    @WithDefault("0.5")
    double rest();

    /** From which confidence on, 0 to 1, an inferred role counts as somebody's role. Default 0.5. */
    @WithDefault("0.5")
    double minRoleConfidence();

    /** How long a preview looks for matches before it answers with those found so far. Default 5 s. */
    @WithDefault("5s")
    Duration previewFor();
}
