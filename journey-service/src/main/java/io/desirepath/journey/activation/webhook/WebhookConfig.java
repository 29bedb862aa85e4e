package io.desirepath.journey.activation.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How changes of segments are sent to others. */
@ConfigMapping(prefix = "desirepath.webhooks")
public interface WebhookConfig {

    /** Networks such as 10.1.0.0/16 to which may be sent though they are not public, by http and at any port too. Default none. */
    Optional<List<String>> allowedNetworks();

    /** How long looking up a name, and then connecting, may take. Default 5 s. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long an attempt may take as a whole, after the name was looked up. Default 15 s. */
    @WithDefault("15s")
    Duration timeout();

    /**
     * Webhooks to which a pod sends at a time, one message to each. With as many as there may be webhooks, which is the
     * default, 100, none ever waits for another.
     */
    @WithDefault("100")
    int inFlight();

    /** How often a pod looks for messages whose time has come; of new ones it hears at once. Default 1 s. */
    @WithDefault("1s")
    Duration poll();

    /** How many messages may wait for a webhook; beyond that it is disabled, and needs a backfill. Default 1,000,000. */
    @WithDefault("1000000")
    int mostWaiting();

    /** How long a message may wait; beyond that its webhook is disabled, and needs a backfill. Default 30 days. */
    @WithDefault("30D")
    Duration longestWait();

    /** How long messages that do not wait any more are kept, with their attempts. Default 30 days. */
    @WithDefault("30D")
    Duration keep();

    /** How often queues are measured and tidied, a duration such as {@code 30s}, or {@code off}. Default 30 s. */
    @WithDefault("30s")
    String upkeep();
}
