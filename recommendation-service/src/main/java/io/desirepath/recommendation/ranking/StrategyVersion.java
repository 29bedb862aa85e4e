package io.desirepath.recommendation.ranking;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a strategy.
 *
 * @param active whether answers are made with it
 * @param activatedAt when it was last put in use; null if it never was
 */
@Schema(name = "StrategyVersion")
public record StrategyVersion(
        String name,
        int version,
        boolean active,
        Instant createdAt,
        @Nullable Instant activatedAt,
        StrategyDocument document) {

    /** How answers name it. */
    static String named(String name, int version) {
        return name + "-" + version;
    }
}
