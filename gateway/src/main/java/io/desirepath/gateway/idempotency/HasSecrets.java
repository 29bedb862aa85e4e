package io.desirepath.gateway.idempotency;

/** An answer with something in it that may be shown once and never stored. */
public interface HasSecrets {

    /** The same answer as it is stored, and as it is repeated. */
    Object withoutSecrets();
}
