package io.desirepath.gateway.routing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where calls go, and how long and how large they may be. */
@ConfigMapping(prefix = "desirepath.routing")
public interface RoutingConfig {

    /** Base URL of persona-service: scheme, host and port. No default. */
    URI personaUrl();

    /** Base URL of journey-service: scheme, host and port. No default. */
    URI journeyUrl();

    /** Base URL of recommendation-service: scheme, host and port. No default. */
    URI recommendationUrl();

    /** Largest body of an ordinary call, bytes. Default 512 KiB. */
    @WithDefault("512K")
    MemorySize maxBody();

    /** Largest body of an import, bytes. Default 1 GiB. */
    @WithDefault("1G")
    MemorySize maxImport();

    /** Connections to one service, each used for one request at a time. Default 128. */
    @WithDefault("128")
    int poolSize();

    /**
     * Requests that wait for a connection when all are in use, and single ingestion calls that wait to go together; more
     * are refused. Default 1024.
     */
    @WithDefault("1024")
    int poolQueue();

    /** How long to wait for a connection to a service. Default 2 seconds. */
    @WithDefault("2S")
    Duration connectTimeout();

    /** How long an ordinary call may go without a sign of life from the service; a long-poll takes 30. Default 35 seconds. */
    @WithDefault("35S")
    Duration timeout();

    /** How long a service may take to answer after the last byte of an import. Default 5 minutes. */
    @WithDefault("5M")
    Duration importTimeout();
}
