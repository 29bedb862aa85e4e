package io.desirepath.journey.ingestion;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An import, and how far it has come. */
@Entity
@Table(name = "import_job")
class ImportJob {

    /** What has become of an import. */
    @Schema(name = "ImportStatus")
    enum Status {
        RUNNING,
        COMPLETED,
        /** The stream broke, or the store failed; what was committed until then is counted. */
        FAILED,
        /**
         * Nothing was heard of it for a minute: its replica died, or its sender stalls. Never stored, because a sender may
         * go on.
         */
        INTERRUPTED
    }

    @Id
    UUID id;

    String status;
    long received;
    long recorded;
    long duplicates;
    long rejected;

    @Column(name = "rejected_lines")
    long rejectedLines;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;
}
