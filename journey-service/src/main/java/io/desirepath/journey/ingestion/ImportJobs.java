package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.ImportJob.Status;
import io.desirepath.journey.ingestion.domain.Counts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The imports. */
@Singleton
class ImportJobs implements PanacheRepositoryBase<ImportJob, UUID> {

    private static final Sort NEWEST_FIRST = Sort.descending("startedAt", "id");

    List<ImportJob> newest(int limit) {
        return findAll(NEWEST_FIRST).page(Page.ofSize(limit)).list();
    }

    List<ImportJob> newestAfter(Instant startedAt, UUID id, int limit) {
        return find("startedAt < ?1 or (startedAt = ?1 and id < ?2)", NEWEST_FIRST, startedAt, id)
                .page(Page.ofSize(limit))
                .list();
    }

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
