package io.desirepath.journey.activity.domain;

/** What a call says about who is who, beyond that something happened. */
public sealed interface Claim {

    /** {@code identify}: the visitor is the contact; and traits of the contact, a JSON object. */
    record Identified(String traits) implements Claim {}

    /** {@code group}: the person acts for the account; and traits of the account, a JSON object. */
    record Grouped(String traits) implements Claim {}

    /** {@code alias}: the visitor known as {@code previousId} is the contact. */
    record Aliased(String previousId) implements Claim {}

    /** {@code track}, {@code page}, {@code screen}: nothing. */
    record Nothing() implements Claim {}
}
