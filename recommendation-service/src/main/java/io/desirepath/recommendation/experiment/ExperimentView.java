package io.desirepath.recommendation.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An experiment as the API shows it. */
@Schema(name = "Experiment", allOf = ExperimentDocument.class)
public record ExperimentView(
        String id,
        Status status,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @JsonUnwrapped @Schema(hidden = true) ExperimentDocument document,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {

    /** How far it is. It never goes back. */
    @Schema(name = "ExperimentStatus")
    public enum Status {
        /** Nobody gets any of it, and it can be changed. */
        DRAFT,
        RUNNING,
        STOPPED
    }
}
