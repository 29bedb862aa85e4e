package io.desirepath.recommendation.catalog;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Keeps the catalogue of this pod in step with the table. Each round reads the rows of every transaction that was not
 * visible in full the last time, so that one which commits late is not missed.
 */
@ApplicationScoped
public class CatalogueFollower {

    private static final int CHUNK = 20_000;

    private static final String CHANGES = """
            SELECT product_id, name, CASE WHEN deleted THEN NULL ELSE status END, changed_in::text
            FROM product WHERE (changed_in, product_id) > (?::text::xid8, ?)
            ORDER BY changed_in, product_id LIMIT""" + " " + CHUNK;

    private final DataSource database;
    private final PollingLoop loop;
    private final ProductNumbers numbers = new ProductNumbers();
    private volatile Catalogue catalogue = Catalogue.empty(numbers);
    private long seenBelow;

    CatalogueFollower(DataSource database, CatalogConfig config) {
        this.database = database;
        this.loop = new PollingLoop("catalogue-follower", config.poll(), this::follow);
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
            long oldestRunning = oldestRunning(c);
            // Ids restart low when a dump is restored into a fresh cluster: then everything is new.
            long from = oldestRunning < seenBelow ? 0 : seenBelow;
            String changedIn = Long.toUnsignedString(from);
            String productId = "";
            List<Catalogue.Change> changes = new ArrayList<>();
            int read;
            do {
                read = 0;
                try (PreparedStatement select = c.prepareStatement(CHANGES)) {
                    select.setString(1, changedIn);
                    select.setString(2, productId);
                    ResultSet rows = select.executeQuery();
                    while (rows.next()) {
                        changes.add(change(rows));
                        changedIn = rows.getString(4);
                        productId = rows.getString(1);
                        read++;
                    }
                }
            } while (read == CHUNK);
            catalogue = catalogue.with(changes);
            seenBelow = oldestRunning;
        }
    }

    private static long oldestRunning(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")) {
            ResultSet row = select.executeQuery();
            row.next();
            return Long.parseLong(row.getString(1));
        }
    }

    private static Catalogue.Change change(ResultSet row) throws SQLException {
        String status = row.getString(3);
        return new Catalogue.Change(
                row.getString(1), row.getString(2), status == null ? null : ProductStatus.valueOf(status));
    }
}
