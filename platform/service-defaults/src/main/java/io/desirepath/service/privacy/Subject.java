package io.desirepath.service.privacy;

import io.desirepath.contracts.ErasureRequested;

/** Somebody who can be forgotten. */
public record Subject(Kind kind, String id) {

    /** What the id names: the same string may name an account and a contact. */
    public enum Kind {
        ACCOUNT,
        CONTACT,
        /** A browser or device, known by its anonymous id, that was a forgotten contact's. */
        VISITOR;

        static Kind of(ErasureRequested.Kind requested) {
            return switch (requested) {
                case ACCOUNT -> ACCOUNT;
                case CONTACT -> CONTACT;
            };
        }
    }

    public static Subject account(String id) {
        return new Subject(Kind.ACCOUNT, id);
    }

    public static Subject contact(String id) {
        return new Subject(Kind.CONTACT, id);
    }

    public static Subject visitor(String anonymousId) {
        return new Subject(Kind.VISITOR, anonymousId);
    }
}
