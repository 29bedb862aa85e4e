package io.desirepath.recommendation.catalog.contract;

import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.ChangedRows;
import io.desirepath.recommendation.catalog.PollingLoop;
import io.desirepath.recommendation.catalog.contract.domain.Contracts;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Entry;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** Keeps the catalogues and price lists of this pod in step with their tables. */
@ApplicationScoped
public class ContractsFollower {

    private final DataSource database;
    private final ContractDocuments documents;
    private final ProductNumbers numbers;
    private final PollingLoop loop;
    // Which life of a price list its entries in memory belong to.
    private Map<String, Long> incarnations = Map.of();
    private volatile Contracts contracts;
    private long seenBelow;

    ContractsFollower(
            DataSource database,
            ContractDocuments documents,
            CatalogueFollower catalogue,
            ContractConfig config,
            MeterRegistry metrics) {
        this.database = database;
        this.documents = documents;
        this.numbers = catalogue.numbers();
        this.contracts = Contracts.none(numbers, config.showListPrices());
        this.loop = new PollingLoop("contracts-follower", config.poll(), metrics, this::follow);
    }

    void start(@Observes @Priority(150) StartupEvent event) throws SQLException {
        follow();
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** The contracts as this pod knows them now. */
    public Contracts contracts() {
        return contracts;
    }

    private void follow() throws SQLException {
        try (Connection c = database.getConnection()) {
            Changes changes = new Changes();
            long next = ChangedRows.round(c, seenBelow, changes::read);
            if (changes.any) {
                contracts = changes.editor.done();
                incarnations = changes.incarnations;
            }
            seenBelow = next;
        }
    }

    /** What one round brings. */
    private final class Changes {
        private final Contracts.Editor editor = contracts.edit();
        private final Map<String, Long> incarnations = new HashMap<>(ContractsFollower.this.incarnations);
        private final Map<String, List<Entry>> entries = new HashMap<>();
        private boolean any;

        /** Lists before their entries: whoever writes an entry has seen its list. */
        void read(ChangedRows changed) throws SQLException {
            changed.of("catalog", "declared", List.of("id"), this::catalog, () -> {});
            changed.of("price_list", "declared, incarnation", List.of("id"), this::priceList, () -> {});
            changed.of(
                    "price_list_entry",
                    "incarnation, steps, pack_size, minimum_order, unit",
                    List.of("price_list_id", "product_id"),
                    this::entry,
                    () -> {
                        entries.forEach(editor::entries);
                        entries.clear();
                    });
        }

        private void catalog(ResultSet row) throws SQLException {
            any = true;
            String id = row.getString("id");
            DeclaredCatalog declared = documents.catalogs().declared(row);
            if (declared == null) {
                editor.withoutCatalog(id);
            } else {
                editor.catalog(declared.definition(id));
            }
        }

        private void priceList(ResultSet row) throws SQLException {
            any = true;
            String id = row.getString("id");
            DeclaredPriceList declared = documents.priceLists().declared(row);
            long incarnation = row.getLong("incarnation");
            if (declared == null || !Objects.equals(incarnations.get(id), incarnation)) {
                editor.withoutPriceList(id);
                incarnations.remove(id);
            }
            if (declared != null) {
                editor.priceList(declared.definition(id));
                incarnations.put(id, incarnation);
            }
        }

        private void entry(ResultSet row) throws SQLException {
            String list = row.getString("price_list_id");
            if (!Objects.equals(incarnations.get(list), row.getLong("incarnation"))) {
                return;
            }
            any = true;
            entries.computeIfAbsent(list, l -> new ArrayList<>())
                    .add(new Entry(
                            numbers.of(row.getString("product_id")),
                            PriceListEntries.steps(row.getString("steps")),
                            row.getInt("pack_size"),
                            row.getInt("minimum_order"),
                            row.getString("unit")));
        }
    }
}
