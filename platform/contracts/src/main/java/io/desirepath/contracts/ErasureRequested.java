package io.desirepath.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person or a company is to be forgotten: the payload of {@link Feeds#ERASURE_REQUESTED}. Each service erases what it
 * has, and reports with an {@link ErasureDone}. Once all have, the owner redacts the ids in this very event.
 *
 * @param erasureId the receipt's id
 * @param kind what is to be forgotten
 * @param subjectId the contact's or the account's id; null once redacted
 * @param anonymousIds visitors known to be the contact
 */
public record ErasureRequested(
        String erasureId, Kind kind, @Nullable String subjectId, List<String> anonymousIds) {

    /** What is to be forgotten. */
    public enum Kind {
        ACCOUNT,
        CONTACT
    }

    public ErasureRequested {
        anonymousIds = List.copyOf(anonymousIds);
    }
}
