package io.desirepath.service.version;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
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

    /**
     * @param revision what is there now; null if there is nothing
     * @throws ProblemException PRECONDITION_FAILED if it is not what the writer expects
     */
    public void require(@Nullable Long revision) {
        if (!allows(revision)) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_FAILED,
                    revision == null
                            ? "If-Match: there is nothing to change"
                            : "The version is " + EntityTags.of(revision) + " now");
        }
    }
}
