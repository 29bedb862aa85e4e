package io.desirepath.recommendation.candidate;

import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.PollingLoop;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.family.domain.Choices;
import io.desirepath.recommendation.family.domain.UsualPrices;
import io.desirepath.recommendation.training.PostgresOrderLines;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Derives families and what replaces what from the catalogue, aside from requests: a large catalogue takes seconds. A
 * catalogue that keeps changing is derived from in at most a tenth of the time. What orders say of prices and choices is
 * read again with every model version, which is when orders have been read anyway.
 */
@ApplicationScoped
public class AlternativesFollower {

    private static final Logger LOG = Logger.getLogger(AlternativesFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int REST = 9;

    private final CatalogueFollower catalogues;
    private final ChampionFollower champion;
    private final PostgresOrderLines orders;
    private final DataSource database;
    private final PollingLoop loop;
    private volatile @Nullable Alternatives present;
    private @Nullable Catalogue derivedFrom;
    private @Nullable String readWith;
    private UsualPrices prices = UsualPrices.NONE;
    private Choices choices = Choices.NONE;
    private long restUntil = System.nanoTime();

    AlternativesFollower(
            CatalogueFollower catalogues,
            ChampionFollower champion,
            PostgresOrderLines orders,
            DataSource database,
            MeterRegistry metrics) {
        this.catalogues = catalogues;
        this.champion = champion;
        this.orders = orders;
        this.database = database;
        this.loop = new PollingLoop("alternatives-follower", POLL, metrics, this::follow);
    }

    /** As of lately; null before the first time. */
    public @Nullable Alternatives present() {
        return present;
    }

    /** After the catalogue and the model have been read. */
    void start(@Observes @Priority(2500) StartupEvent event) throws SQLException {
        follow();
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    private void follow() throws SQLException {
        Catalogue catalogue = catalogues.catalogue();
        String version = champion.lists().version();
        boolean newModel = !Objects.equals(version, readWith);
        long begun = System.nanoTime();
        if (catalogue == derivedFrom && !newModel || begun - restUntil < 0) {
            return;
        }
        if (newModel) {
            readOrders(catalogue);
            readWith = version;
        }
        present = Alternatives.of(catalogue, prices, choices);
        derivedFrom = catalogue;
        restUntil = System.nanoTime() + REST * (System.nanoTime() - begun);
    }

    private void readOrders(Catalogue catalogue) throws SQLException {
        SeenOrders seen = SeenOrders.read(orders, database, catalogues.numbers());
        prices = seen.prices().build();
        choices = seen.choices()
                .build(Alternatives.of(catalogue, prices, Choices.NONE).families());
        LOG.infof(
                "Usual prices of %d products, %d changes from one to another, %d pairs looked at together",
                prices.count(), choices.switched().size(), choices.viewedAlong().size());
    }
}
