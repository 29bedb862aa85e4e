package io.desirepath.recommendation.candidate;

import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Derives families and what replaces what from the catalogue, aside from requests: a large catalogue takes seconds. A
 * catalogue that keeps changing is derived from in at most a tenth of the time.
 */
@ApplicationScoped
public class AlternativesFollower {

    private static final int REST = 9;

    private final CatalogueFollower catalogues;
    private volatile @Nullable Alternatives present;
    private @Nullable Catalogue derivedFrom;
    private long restUntil = System.nanoTime();

    AlternativesFollower(CatalogueFollower catalogues) {
        this.catalogues = catalogues;
    }

    /** As of lately; null before the first time. */
    public @Nullable Alternatives present() {
        return present;
    }

    /** After the catalogue has been read. */
    void start(@Observes @Priority(2500) StartupEvent event) {
        follow();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void follow() {
        Catalogue catalogue = catalogues.catalogue();
        long begun = System.nanoTime();
        if (catalogue == derivedFrom || begun - restUntil < 0) {
            return;
        }
        present = Alternatives.of(catalogue);
        derivedFrom = catalogue;
        restUntil = System.nanoTime() + REST * (System.nanoTime() - begun);
    }
}
