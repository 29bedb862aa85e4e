package io.desirepath.contracts.condition;

/** What a condition asks for, so that whoever evaluates it loads no more than that, and refuses what is not known there. */
public enum Fact {
    /** Role, seniority and department of a person. */
    PERSON,
    /** Job title and traits of a person. */
    PERSON_DETAILS,
    /** The persona that a person is most probably of. */
    PERSONA,
    /** Industry, size and country of an account. */
    FIRMOGRAPHICS,
    /** The stage that an account is held in, since when, and those before. */
    STAGE,
    /** The probabilities of stages. */
    BELIEF,
    /** The probability of an order. */
    PURCHASE,
    /** Roles and personas of an account's people. */
    BUYING_GROUP,
    /** How often something was done. */
    ACTIVITY,
    /** Which regular purchases are late. */
    REORDERS,
    /** Membership of segments. */
    SEGMENTS
}
