package io.desirepath.service.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** How this service reads the feeds of others. */
@ConfigMapping(prefix = "desirepath.feed")
public interface FeedConfig {

    /** Base URL of the owning service, by feed name. No default. */
    Map<String, URI> sources();

    /** How long a request for a page may wait for news; at most 30 s. Default 20 s. */
    @WithDefault("20s")
    @io.smallrye.config.WithName("wait")
    Duration longPoll();

    /** Events applied in one transaction, at most 1000. Default 1000. */
    @WithDefault("1000")
    int pageSize();

    /**
     * The pause after a page with few events, so that many small writes come as fewer pages: what a page costs besides its
     * events adds up. After a page with more it is longer, up to ten times as long; after a full one there is none. Default
     * 40 ms.
     */
    @WithDefault("0.04s")
    Duration pace();

    /** How often a standby replica tries to become the active reader. Default 1 s. */
    @WithDefault("1s")
    Duration standby();
}
