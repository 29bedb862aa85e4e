package io.desirepath.persona.contact.domain;

/** Where a role or a seniority comes from. */
public enum Source {
    /** Somebody said so: over the API, or a server in an {@code identify} call. */
    DECLARED,
    /** It follows from the title and the department. */
    INFERRED
}
