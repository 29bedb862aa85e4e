package io.desirepath.recommendation.catalog.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.contract.DeclaredEntry.QuantityBreak;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Step;
import io.desirepath.service.feed.FeedJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of price lists, in {@code price_list_entry}. */
@Singleton
class PriceListEntries {

    private static final int CHUNK = 5000;

    private static final String UPSERT = """
            INSERT INTO price_list_entry AS e
                (price_list_id, incarnation, product_id, steps, pack_size, minimum_order, unit)
            SELECT ?, ?, product_id, steps, pack_size, minimum_order, unit
            FROM jsonb_to_recordset(?::jsonb)
                AS d (product_id text, steps text, pack_size int, minimum_order int, unit text)
            ORDER BY product_id COLLATE "C"
            ON CONFLICT (price_list_id, incarnation, product_id) DO UPDATE SET
                steps = excluded.steps, pack_size = excluded.pack_size, minimum_order = excluded.minimum_order,
                unit = excluded.unit
            WHERE (e.steps, e.pack_size, e.minimum_order, e.unit)
                IS DISTINCT FROM (excluded.steps, excluded.pack_size, excluded.minimum_order, excluded.unit)""";

    private static final String PAGE = """
            SELECT product_id, steps, pack_size, minimum_order, unit FROM price_list_entry
            WHERE price_list_id = ? AND incarnation = ? AND product_id > ? AND steps IS NOT NULL
            ORDER BY product_id LIMIT ?""";

    private static final String PURGE = """
            DELETE FROM price_list_entry WHERE ctid = ANY (ARRAY(
                SELECT e.ctid FROM price_list_entry e JOIN price_list l ON l.id = e.price_list_id
                WHERE l.declared IS NULL OR e.incarnation < l.incarnation LIMIT %d))""".formatted(CHUNK);

    // Followers have long seen that they went.
    private static final String FORGET = """
            DELETE FROM %1$s d WHERE declared IS NULL AND updated_at < now() - interval '1 hour'
                AND NOT EXISTS (SELECT FROM price_list_entry e WHERE e.price_list_id = d.id)""";

    /** @return how many were not so before */
    long upsert(Connection tx, String priceList, long incarnation, Collection<DeclaredEntry> entries)
            throws SQLException {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        entries.forEach(entry -> rows.add(row(entry)));
        try (PreparedStatement upsert = tx.prepareStatement(UPSERT)) {
            upsert.setString(1, priceList);
            upsert.setLong(2, incarnation);
            upsert.setString(3, rows.toString());
            return upsert.executeUpdate();
        }
    }

    /** @param after the product to continue after; empty for the beginning */
    List<DeclaredEntry> page(Connection c, String priceList, long incarnation, String after, int size)
            throws SQLException {
        try (PreparedStatement select = c.prepareStatement(PAGE)) {
            select.setString(1, priceList);
            select.setLong(2, incarnation);
            select.setString(3, after);
            select.setInt(4, size);
            ResultSet row = select.executeQuery();
            List<DeclaredEntry> page = new ArrayList<>();
            while (row.next()) {
                page.add(entry(row));
            }
            return page;
        }
    }

    /**
     * Deletes some entries of lists that are no more.
     *
     * @return how many, 0 if there are no others
     */
    int purge(Connection tx) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(PURGE)) {
            return delete.executeUpdate();
        }
    }

    /** Deletes what is left of deleted catalogues and price lists after an hour: their ids may be names. */
    int forgetDeleted(Connection tx) throws SQLException {
        int forgotten = 0;
        for (String table : List.of("catalog", "price_list", "content_item")) {
            try (PreparedStatement delete = tx.prepareStatement(FORGET.formatted(table))) {
                forgotten += delete.executeUpdate();
            }
        }
        return forgotten;
    }

    /** The steps in a row; none if the entry is deleted. */
    static List<Step> steps(@Nullable String text) {
        try {
            return text == null ? List.of() : FeedJson.MAPPER.readValue(text, new TypeReference<List<Step>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored price is not readable", e);
        }
    }

    private static ObjectNode row(DeclaredEntry entry) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("product_id", entry.productId().value())
                .put("pack_size", entry.packSize())
                .put("minimum_order", entry.minimumOrder())
                .put("unit", entry.unit());
        List<Step> steps = entry.steps();
        if (!steps.isEmpty()) {
            ArrayNode written = JsonNodeFactory.instance.arrayNode();
            steps.forEach(step -> written.addObject()
                    .put("from", step.from())
                    .put("unitPrice", step.unitPrice().toPlainString()));
            row.put("steps", written.toString());
        }
        return row;
    }

    private static DeclaredEntry entry(ResultSet row) throws SQLException {
        List<Step> steps = steps(row.getString("steps"));
        return new DeclaredEntry(
                new ProductId(row.getString("product_id")),
                steps.getFirst().unitPrice(),
                steps.stream()
                        .skip(1)
                        .map(step -> new QuantityBreak(step.from(), step.unitPrice()))
                        .toList(),
                row.getObject("pack_size", Integer.class),
                row.getObject("minimum_order", Integer.class),
                row.getString("unit"),
                null);
    }
}
