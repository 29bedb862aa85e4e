package io.desirepath.recommendation.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.Money;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Many products at once, in {@code product}. */
@Singleton
class PostgresProducts {

    /** What a merchant declares, in the order in which {@link #declared} reads it. */
    private static final String DECLARED = "name, description, price_amount, price_currency, family, category, brand,"
            + " tier, pack_size, minimum_order, unit, stock, in_stock, countries, image_url, url, attributes, relations,"
            + " status";

    // A declaration that changes nothing keeps the version. Rows are locked in the order of the ids, as by orders.
    private static final String DECLARE = """
            INSERT INTO product AS p (product_id, %1$s, learnt)
            SELECT product_id, %1$s, false
            FROM jsonb_to_recordset(?::jsonb) AS d (product_id text, name text, description text, price_amount numeric,
                price_currency text, family text, category text, brand text, tier int, pack_size int, minimum_order int,
                unit text, stock int, in_stock boolean, countries text[], image_url text, url text, attributes text,
                relations text, status text)
            ORDER BY product_id COLLATE "C"
            ON CONFLICT (product_id) DO UPDATE SET (%1$s) = (%2$s),
                learnt = false, deleted = false, revision = p.revision + 1, updated_at = now(),
                created_at = CASE WHEN p.deleted THEN now() ELSE p.created_at END
            WHERE p.deleted OR p.learnt OR (%3$s) IS DISTINCT FROM (%2$s)""".formatted(DECLARED, prefixed("excluded."), prefixed("p."));

    private static final String LOCK = "SELECT product_id, " + DECLARED + " FROM product"
            + " WHERE product_id = ANY (?) AND NOT deleted AND name IS NOT NULL ORDER BY product_id FOR UPDATE";

    private static String prefixed(String prefix) {
        return prefix + DECLARED.replace(" ", "").replace(",", ", " + prefix);
    }

    /** @return how many were not so before */
    long declare(Connection tx, Map<String, ProductDescription> products) throws SQLException {
        if (products.isEmpty()) {
            return 0;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode(products.size());
        products.forEach((id, product) -> rows.add(row(id, product)));
        try (PreparedStatement upsert = tx.prepareStatement(DECLARE)) {
            upsert.setString(1, rows.toString());
            return upsert.executeUpdate();
        }
    }

    /** What is declared of those products that exist and have a name; nobody else changes them in the meantime. */
    Map<String, Optional<ProductDescription>> lock(Connection tx, Collection<String> ids) throws SQLException {
        Map<String, Optional<ProductDescription>> found = new TreeMap<>();
        try (PreparedStatement select = tx.prepareStatement(LOCK)) {
            select.setArray(1, tx.createArrayOf("text", ids.toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.put(rows.getString("product_id"), Optional.of(declared(rows)));
            }
        }
        return found;
    }

    private static ObjectNode row(String id, ProductDescription product) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("product_id", id)
                .put("name", product.name())
                .put("description", product.description())
                .put("family", product.family())
                .put("category", product.category())
                .put("brand", product.brand())
                .put("tier", product.tier())
                .put("pack_size", product.packSize())
                .put("minimum_order", product.minimumOrder())
                .put("unit", product.unit())
                .put("stock", product.stock())
                .put("in_stock", product.inStock())
                .put("image_url", product.imageUrl())
                .put("url", product.url())
                .put("attributes", ProductJson.attributes(product.attributes()))
                .put("relations", ProductJson.relations(product.relations()))
                .put("status", product.status().name());
        Money price = product.price();
        if (price != null) {
            row.put("price_amount", price.amount().toPlainString()).put("price_currency", price.currency());
        }
        if (!product.countries().isEmpty()) {
            product.countries().forEach(row.putArray("countries")::add);
        }
        return row;
    }

    private static ProductDescription declared(ResultSet row) throws SQLException {
        String currency = row.getString("price_currency");
        return new ProductDescription(
                row.getString("name"),
                row.getString("description"),
                currency == null ? null : new Money(row.getBigDecimal("price_amount"), currency),
                row.getString("family"),
                row.getString("category"),
                row.getString("brand"),
                number(row, "tier"),
                number(row, "pack_size"),
                number(row, "minimum_order"),
                row.getString("unit"),
                number(row, "stock"),
                row.getObject("in_stock", Boolean.class),
                countries(row),
                row.getString("image_url"),
                row.getString("url"),
                ProductJson.attributes(row.getString("attributes")),
                ProductJson.relations(row.getString("relations")),
                ProductStatus.valueOf(row.getString("status")));
    }

    static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    static SortedSet<String> countries(ResultSet row) throws SQLException {
        Array countries = row.getArray("countries");
        return countries == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList((String[]) countries.getArray()));
    }
}
