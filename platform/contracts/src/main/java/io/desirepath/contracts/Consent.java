package io.desirepath.contracts;

/** What a person said of a purpose their data may be used for (GDPR article 4, point 11). */
public enum Consent {
    GRANTED,
    DENIED,
    /** Nobody has asked, or nobody has answered. */
    UNKNOWN
}
