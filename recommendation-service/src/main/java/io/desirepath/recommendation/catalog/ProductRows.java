package io.desirepath.recommendation.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductFacts;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.catalog.domain.Relation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of {@code product} as serving knows them. What many products share is kept once. For one thread. */
final class ProductRows {

    static final String COLUMNS = "name, CASE WHEN deleted THEN NULL ELSE status END AS status, family, category, tier,"
            + " brand, pack_size, minimum_order, CASE WHEN in_stock THEN coalesce(stock, " + ProductFacts.IN_STOCK + ")"
            + " WHEN NOT in_stock THEN 0 ELSE coalesce(stock, " + ProductFacts.UNTRACKED + ") END AS stock, unit,"
            + " countries, price_amount, price_currency, attributes, relations";

    private static final int MOST_SHARED = 500_000;

    private final ProductNumbers numbers;
    private final Map<Object, Object> shared = new HashMap<>();

    ProductRows(ProductNumbers numbers) {
        this.numbers = numbers;
    }

    Catalogue.Change change(ResultSet row) throws SQLException {
        String status = row.getString("status");
        return new Catalogue.Change(
                row.getString("product_id"), status == null ? null : facts(row, ProductStatus.valueOf(status)));
    }

    private ProductFacts facts(ResultSet row, ProductStatus status) throws SQLException {
        return new ProductFacts(
                row.getString("name"),
                status,
                once(row.getString("family")),
                once(row.getString("category")),
                or(row, "tier", ProductFacts.NO_TIER),
                once(row.getString("brand")),
                or(row, "pack_size", 1),
                or(row, "minimum_order", 1),
                row.getInt("stock"),
                once(row.getString("unit")),
                kept(Set.copyOf(PostgresProducts.countries(row))),
                row.getBigDecimal("price_amount"),
                once(row.getString("price_currency")),
                attributes(row.getString("attributes")),
                relations(row.getString("relations")));
    }

    private Map<String, Object> attributes(@Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        Map<String, Object> attributes = new HashMap<>();
        ProductJson.attributes(text).forEach((name, value) -> attributes.put(kept(name), kept(plain(value))));
        return kept(Map.copyOf(attributes));
    }

    private static Object plain(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.decimalValue();
    }

    private List<Relation> relations(@Nullable String text) {
        return ProductJson.relations(text).stream()
                .map(declared -> new Relation(
                        declared.kind(), numbers.of(declared.productId().value())))
                .toList();
    }

    private static int or(ResultSet row, String column, int missing) throws SQLException {
        Integer number = PostgresProducts.number(row, column);
        return number == null ? missing : number;
    }

    private @Nullable String once(@Nullable String text) {
        return text == null ? null : kept(text);
    }

    @SuppressWarnings("unchecked")
    private <T> T kept(T value) {
        if (shared.size() >= MOST_SHARED) {
            return (T) shared.getOrDefault(value, value);
        }
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }
}
