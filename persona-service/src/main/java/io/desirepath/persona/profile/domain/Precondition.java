package io.desirepath.persona.profile.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a writer expects to find (RFC 9110, section 13.1).
 *
 * @param ifMatch the revisions to change; null to change any, or none
 * @param ifNoneMatch the revisions not to overwrite, {@code *} to create only; null for no such condition
 */
public record Precondition(
        @Nullable EntityTags ifMatch, @Nullable EntityTags ifNoneMatch) {

    public static final Precondition NONE = new Precondition(null, null);

    /** @param revision what is there now; null if there is nothing */
    public boolean allows(@Nullable Long revision) {
        if (ifMatch != null && (revision == null || !ifMatch.matchesStrongly(revision))) {
            return false;
        }
        return ifNoneMatch == null || revision == null || !ifNoneMatch.matchesWeakly(revision);
    }
}
