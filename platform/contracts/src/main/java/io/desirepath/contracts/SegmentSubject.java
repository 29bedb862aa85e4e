package io.desirepath.contracts;

/** What a segment is made of. */
public enum SegmentSubject {
    ACCOUNT,
    CONTACT
}
