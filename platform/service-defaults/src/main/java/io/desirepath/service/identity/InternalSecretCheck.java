package io.desirepath.service.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses to start with an unsafe secret, rather than to answer with one. */
@ApplicationScoped
public class InternalSecretCheck {

    void check(@Observes StartupEvent event, InternalTokens tokens) {
        // Injecting the bean is the check: its constructor refuses a secret that is too short.
        tokens.issueForService("self");
    }
}
