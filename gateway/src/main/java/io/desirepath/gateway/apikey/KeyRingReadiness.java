package io.desirepath.gateway.apikey;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the keys have been read; that the database goes away later does not stop the gateway. */
@Readiness
@Singleton
class KeyRingReadiness implements HealthCheck {

    private final KeyRing ring;

    KeyRingReadiness(KeyRing ring) {
        this.ring = ring;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("API keys").status(ring.isLoaded()).build();
    }
}
