package io.desirepath.persona.persona;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far the assignment of all contacts, after the last change of a persona, has come.
 *
 * @param done contacts assigned so far
 * @param total contacts when it began; while it is queued, of the one before
 */
@Schema(name = "Reassignment")
public record Reassignment(
        Status status,
        long done,
        long total,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Where it is. */
    public enum Status {
        QUEUED,
        RUNNING,
        DONE
    }
}
