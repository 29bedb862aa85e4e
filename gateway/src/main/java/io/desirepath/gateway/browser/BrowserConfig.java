package io.desirepath.gateway.browser;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** What browsers are told. */
@ConfigMapping(prefix = "desirepath.browser")
public interface BrowserConfig {

    /**
     * Where browsers reach this gateway, such as {@code https://api.example.com}; needed where TLS ends in front of it.
     * Default: the scheme and the Host header of the request.
     */
    Optional<URI> publicUrl();
}
