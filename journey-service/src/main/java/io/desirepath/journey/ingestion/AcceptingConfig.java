package io.desirepath.journey.ingestion;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens when more comes than can be recorded. */
@ConfigMapping(prefix = "desirepath.ingestion.accepting")
public interface AcceptingConfig {

    /**
     * How long crowds may keep recording busy without a break; after that what comes is accepted, and recorded later. 0s:
     * everything is recorded later. Default 250ms.
     */
    @WithDefault("250ms")
    Duration patience();

    /** How long recording rests at most while events come faster than half of what it can record. Default 30s. */
    @WithDefault("30s")
    Duration longestRest();

    /** Accepted events that may wait; if more do, what comes is recorded before it is answered. Default 2000000. */
    @WithDefault("2000000")
    long mostWaiting();
}
