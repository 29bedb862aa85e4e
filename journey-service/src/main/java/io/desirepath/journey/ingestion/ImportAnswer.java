package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.ImportJob.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An import as it is shown. */
@Schema(name = "Import", description = "An import: received = recorded + duplicates + rejected.")
record ImportAnswer(
        UUID id,
        Status status,
        long received,
        long recorded,
        long duplicates,
        long rejected,

        @Schema(description = "Lines of recorded orders that could not be used, and recorded orders without any.")
        long rejectedLines,

        Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(description = "So far, or, of a finished import, over all.")
        double eventsPerSecond,

        Errors errors) {

    /** A chunk is committed every few seconds at least; an import without one for so long died with its pod. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(1);

    @Schema(name = "ImportErrors", description = "What could not be used of an import.")
    record Errors(
            @Schema(description = "rejected and rejectedLines.")
            long total,

            @Schema(
                    description =
                            "How many of each reason the reject log holds. What was sent twice it holds once, under"
                                    + " the import that sent it last.")
            Map<RejectReason, Long> byReason,

            @Schema(description = "Where they are listed.") String rejects) {}

    static ImportAnswer of(ImportJob job, Map<RejectReason, Long> byReason, Instant now) {
        Duration took = Duration.between(job.startedAt, job.updatedAt);
        return new ImportAnswer(
                job.id,
                status(job, now),
                job.received,
                job.recorded,
                job.duplicates,
                job.rejected,
                job.rejectedLines,
                job.startedAt,
                job.finishedAt,
                took.isZero() ? job.received : Math.round(job.received * 10_000d / took.toMillis()) / 10d,
                new Errors(job.rejected + job.rejectedLines, byReason, "/v1/rejects?importId=" + job.id));
    }

    private static Status status(ImportJob job, Instant now) {
        Status status = Status.valueOf(job.status);
        return status == Status.RUNNING && job.updatedAt.plus(SIGN_OF_LIFE).isBefore(now) ? Status.INTERRUPTED : status;
    }
}
