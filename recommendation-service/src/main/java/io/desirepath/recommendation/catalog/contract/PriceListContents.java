package io.desirepath.recommendation.catalog.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Keyed;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Stored;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Target;
import io.desirepath.recommendation.catalog.document.DocumentId;
import io.desirepath.recommendation.catalog.document.Documents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What stands on price lists: shows it, loads it, and clears away what stood on those that are deleted. */
@Singleton
public class PriceListContents {

    private final DataSource database;
    private final Documents<DeclaredPriceList> lists;
    private final PriceListEntries entries;
    private final ObjectMapper json;

    PriceListContents(DataSource database, ContractDocuments documents, PriceListEntries entries, ObjectMapper json) {
        this.database = database;
        this.lists = documents.priceLists();
        this.entries = entries;
        this.json = json;
    }

    List<DeclaredEntry> page(DocumentId list, String after, int size) {
        try (Connection c = database.getConnection()) {
            return entries.page(c, list.value(), lists.require(list).incarnation(), after, size);
        } catch (SQLException e) {
            throw new IllegalStateException("the price list cannot be read", e);
        }
    }

    Target<DeclaredEntry> loadInto(DocumentId list) {
        return new Target<>() {
            @Override
            public Keyed<DeclaredEntry> read(ObjectNode row) throws JsonProcessingException {
                DeclaredEntry entry = json.treeToValue(row, DeclaredEntry.class);
                return new Keyed<>(entry.productId().value(), entry);
            }

            @Override
            public Stored store(Connection tx, Map<String, DeclaredEntry> rows) throws SQLException {
                long incarnation = lists.hold(tx, list).incarnation();
                return new Stored(entries.upsert(tx, list.value(), incarnation, rows.values()), Map.of());
            }
        };
    }

    /**
     * Deletes the entries of lists that are deleted, in chunks.
     *
     * @return how many
     */
    public long purge() {
        long purged = 0;
        int chunk;
        do {
            chunk = inTransaction(entries::purge);
            purged += chunk;
        } while (chunk > 0);
        return purged;
    }

    /** Whoever deletes a list may not come to the end. */
    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        purge();
        inTransaction(entries::forgetDeleted);
    }

    private interface Work {
        int in(Connection tx) throws SQLException;
    }

    private int inTransaction(Work work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return work.in(tx);
            }
        });
    }
}
