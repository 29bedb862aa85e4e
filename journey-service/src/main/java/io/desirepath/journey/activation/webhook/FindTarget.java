package io.desirepath.journey.activation.webhook;

import io.desirepath.journey.activation.webhook.domain.Network;
import io.desirepath.journey.activation.webhook.domain.RefusedTargetException;
import io.desirepath.journey.activation.webhook.domain.TargetGuard;
import io.desirepath.journey.activation.webhook.domain.TargetUrl;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Where a webhook's URL leads now, if it may be sent to. */
@Singleton
class FindTarget {

    private final HostAddresses addresses;
    private final TargetGuard guard;
    private final Duration patience;

    /** @throws IllegalArgumentException if a network that is configured is none: the service does not start */
    FindTarget(HostAddresses addresses, WebhookConfig config) {
        this.addresses = addresses;
        this.guard = new TargetGuard(config.allowedNetworks().orElse(List.of()).stream()
                .map(Network::parse)
                .toList());
        this.patience = config.connectTimeout();
    }

    /** @param address what to connect to, without looking up the host again */
    record Target(TargetUrl url, InetAddress address) {}

    /**
     * @throws RefusedTargetException if it must not be sent to
     * @throws UnknownHostException if its host stands for nothing just now
     */
    Target of(String url) throws UnknownHostException, InterruptedException {
        TargetUrl parsed = TargetUrl.parse(url);
        return new Target(parsed, guard.choose(parsed, addresses.of(parsed.host(), patience)));
    }
}
