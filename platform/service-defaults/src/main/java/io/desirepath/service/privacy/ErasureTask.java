package io.desirepath.service.privacy;

import io.desirepath.contracts.ErasureRequested;
import java.time.Instant;
import java.util.List;

/**
 * Somebody whom this service has to forget.
 *
 * @param erasureId the receipt's id
 * @param subjectId the contact's or the account's id
 * @param anonymousIds visitors who were the contact and nobody else
 * @param requestedAt by the owner's clock
 */
public record ErasureTask(
        String erasureId,
        ErasureRequested.Kind kind,
        String subjectId,
        List<String> anonymousIds,
        Instant requestedAt) {
    public ErasureTask {
        anonymousIds = List.copyOf(anonymousIds);
    }

    public boolean ofContact() {
        return kind == ErasureRequested.Kind.CONTACT;
    }
}
