package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.ImportJob.Status;
import io.desirepath.journey.ingestion.domain.Counts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;

/** The imports. */
@Singleton
class ImportJobs implements PanacheRepositoryBase<ImportJob, UUID> {

    @Transactional
    void begin(UUID id, Instant now) {
        var job = new ImportJob();
        job.id = id;
        job.status = Status.RUNNING.name();
        job.startedAt = now;
        job.updatedAt = now;
        persist(job);
    }

    /** Adds a chunk, in the transaction that records it. */
    void add(UUID id, Counts counts, Instant now) {
        update(
                "received = received + ?1, recorded = recorded + ?2, duplicates = duplicates + ?3,"
                        + " rejected = rejected + ?4, rejectedLines = rejectedLines + ?5, updatedAt = ?6 where id = ?7",
                counts.received(),
                counts.recorded(),
                counts.duplicates(),
                counts.rejected(),
                counts.rejectedLines(),
                now,
                id);
    }

    @Transactional
    ImportJob finish(UUID id, Status status, Instant now) {
        ImportJob job = findById(id);
        job.status = status.name();
        job.updatedAt = now;
        job.finishedAt = now;
        return job;
    }
}
