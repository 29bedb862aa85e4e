package io.desirepath.persona.profile.domain;

import java.util.Locale;

/** Whose traits. */
public enum TraitSubject {
    ACCOUNT,
    CONTACT;

    /** As it goes over the wire and into the store: {@code account}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
