package io.desirepath.journey.segment.domain;

import io.desirepath.contracts.SegmentSubject;

/** An account or a contact that may be in segments. */
public record Subject(SegmentSubject kind, String id) implements Comparable<Subject> {

    public static Subject account(String id) {
        return new Subject(SegmentSubject.ACCOUNT, id);
    }

    public static Subject contact(String id) {
        return new Subject(SegmentSubject.CONTACT, id);
    }

    @Override
    public int compareTo(Subject other) {
        int byKind = kind.compareTo(other.kind);
        return byKind == 0 ? id.compareTo(other.id) : byKind;
    }
}
