package io.desirepath.journey.activity.domain;

/** How much of a touchpoint is in the merchant's own hands. */
public enum Influence {
    /** The merchant makes it: its site, its sales people, its mails. */
    DIRECT,
    /** Others make it, and the merchant can only give occasion: reviews, referrals, shared products. */
    INDIRECT
}
