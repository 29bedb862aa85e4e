package io.desirepath.recommendation.catalog;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Keeps the catalogue of this pod in step with the table. */
@ApplicationScoped
public class CatalogueFollower {

    private final DataSource database;
    private final PollingLoop loop;
    private final ProductNumbers numbers = new ProductNumbers();
    private final ProductRows rows = new ProductRows(numbers);
    private volatile Catalogue catalogue = Catalogue.empty(numbers);
    private long seenBelow;

    CatalogueFollower(DataSource database, CatalogConfig config, MeterRegistry metrics) {
        this.database = database;
        this.loop = new PollingLoop("catalogue-follower", config.poll(), metrics, this::follow);
    }

    void start(@Observes @Priority(100) StartupEvent event) throws SQLException {
        follow();
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** The catalogue as this pod knows it now. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The numbers that lists share with the catalogue. */
    public ProductNumbers numbers() {
        return numbers;
    }

    private void follow() throws SQLException {
        try (Connection c = database.getConnection()) {
            List<Catalogue.Change> changes = new ArrayList<>();
            seenBelow = ChangedRows.round(
                    c,
                    seenBelow,
                    changed -> changed.of(
                            "product",
                            ProductRows.COLUMNS,
                            List.of("product_id"),
                            row -> changes.add(rows.change(row)),
                            () -> {
                                catalogue = catalogue.with(changes);
                                changes.clear();
                            }));
        }
    }
}
