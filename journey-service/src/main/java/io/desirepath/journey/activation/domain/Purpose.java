package io.desirepath.journey.activation.domain;

/** What rows of persons are read for: each person has to have agreed to it. */
public enum Purpose {
    /** To send e-mail about what they may like. */
    MARKETING_EMAIL,
    /** To tell advertising platforms of them. */
    ADVERTISING
}
