package io.desirepath.testing.bad.domain;

import jakarta.inject.Inject;

/** Breaks two rules on purpose: a framework in the domain, and an injected field. */
public class DomainWithAFramework {
    @Inject
    Runnable injected;
}
