package io.desirepath.gateway.framing;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Without the inspection of what comes in, the gateway does not start. */
@Singleton
class InspectionCheck {

    private final Vertx vertx;

    InspectionCheck(Vertx vertx) {
        this.vertx = vertx;
    }

    void check(@Observes StartupEvent event) {
        if (!(((VertxInternal) vertx).transport() instanceof InspectingTransport)) {
            throw new IllegalStateException(
                    "requests are not inspected: quarkus.vertx.prefer-native-transport must stay true");
        }
    }
}
