package io.desirepath.recommendation.reorder;

import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.PollingLoop;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the products' intervals, as the last finished round summed them up, in the memory of this pod. */
@ApplicationScoped
public class IntervalsFollower {

    private final PostgresReorders store;
    private final ProductNumbers numbers;
    private final PollingLoop loop;
    private volatile ProductIntervals present = ProductIntervals.NONE;
    private @Nullable Instant loaded;

    IntervalsFollower(
            PostgresReorders store, CatalogueFollower catalogue, ReorderConfig config, MeterRegistry metrics) {
        this.store = store;
        this.numbers = catalogue.numbers();
        this.loop = new PollingLoop("intervals-follower", config.poll(), metrics, this::follow);
    }

    void start(@Observes StartupEvent event) throws SQLException {
        follow();
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** {@link ProductIntervals#NONE} before the first round. */
    public ProductIntervals present() {
        return present;
    }

    private void follow() throws SQLException {
        Optional<Instant> finished = store.finished();
        if (finished.isPresent() && !Objects.equals(finished.get(), loaded)) {
            present = store.intervals(numbers);
            loaded = finished.get();
        }
    }
}
