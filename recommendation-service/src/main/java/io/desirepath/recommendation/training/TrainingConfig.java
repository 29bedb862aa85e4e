package io.desirepath.recommendation.training;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When models are trained from orders. */
@ConfigMapping(prefix = "desirepath.training")
public interface TrainingConfig {

    /** Whether a model is trained by itself when enough orders are new. Default true. */
    @WithDefault("true")
    boolean automatic();

    /** When a model is trained in any case: a cron expression in the server's time zone. Default 03:00. */
    @WithDefault("0 0 3 * * ?")
    String nightly();

    /** How long no order must have come before a model is trained by itself. Default 2 s. */
    @WithDefault("2s")
    Duration quiet();

    /** After which orders that keep coming no longer hold a due training up. Default 60 s. */
    @WithDefault("60s")
    Duration patience();

    /** How long training by itself pauses after a failure. Default 60 s. */
    @WithDefault("60s")
    Duration retryAfter();

    /** Versions that are kept, the champion included. Default 3. */
    @WithDefault("3")
    int keepVersions();
}
