package io.desirepath.gateway.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long answers are kept for clients that ask again with the same {@code Idempotency-Key}. */
@ConfigMapping(prefix = "desirepath.idempotency")
public interface IdempotencyConfig {

    /** How long an answer is kept. Default 24 hours. */
    @WithDefault("24H")
    Duration keep();

    /**
     * After this time without a sign of the gateway that works on it, a request counts as lost, and may be sent again;
     * longer than {@code desirepath.routing.timeout}. Default 60 seconds.
     */
    @WithDefault("60S")
    Duration lease();
}
