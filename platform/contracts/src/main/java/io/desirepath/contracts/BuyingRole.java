package io.desirepath.contracts;

/** The part a contact plays in an account's buying group (Webster and Wind 1972, with Bonoma's initiator). */
public enum BuyingRole {
    INITIATOR,
    USER,
    INFLUENCER,
    DECIDER,
    BUYER,
    APPROVER,
    GATEKEEPER
}
