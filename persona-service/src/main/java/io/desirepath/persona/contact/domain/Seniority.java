package io.desirepath.persona.contact.domain;

/** How far up somebody is, from the top. */
public enum Seniority {
    C_LEVEL,
    VP,
    DIRECTOR,
    MANAGER,
    SENIOR,
    STAFF
}
