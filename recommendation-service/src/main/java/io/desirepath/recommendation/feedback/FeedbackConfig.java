package io.desirepath.recommendation.feedback;

import io.desirepath.recommendation.feedback.domain.AttributionWindows;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept of answered lists, and what they are credited with. */
@ConfigMapping(prefix = "desirepath.feedback")
public interface FeedbackConfig {

    /** How long lists and what became of them are kept. Default 180 days. */
    @WithDefault("180D")
    Duration retention();

    /** Answered lists that may wait to be stored; what comes then is lost and counted. Default 10000. */
    @WithDefault("10000")
    int queue();

    /** Lists stored in one transaction. Default 200. */
    @WithDefault("200")
    int chunk();

    /** How long after a click a purchase of the product is credited to it. Default 14 days. */
    @WithDefault("14D")
    Duration clickWindow();

    /** How long after a view without a click. Default 1 day. */
    @WithDefault("1D")
    Duration viewWindow();

    /** Accounts whose feedback is read and credited at a time. Default 200. */
    @WithDefault("200")
    int accounts();

    default AttributionWindows windows() {
        return new AttributionWindows(clickWindow(), viewWindow());
    }
}
