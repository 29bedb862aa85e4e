package io.desirepath.recommendation.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Keyed;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Stored;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Target;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Declares the products of a file, each as {@code PUT /v1/products/{id}} does. */
@Singleton
class LoadProducts implements Target<ProductDescription> {

    private static final String ANY_NAME = "-";
    private static final String ANY_CURRENCY = "XXX";

    private final PostgresProducts products;
    private final ObjectMapper json;

    LoadProducts(PostgresProducts products, ObjectMapper json) {
        this.products = products;
        this.json = json;
    }

    @Override
    public Keyed<ProductDescription> read(ObjectNode row) throws JsonProcessingException {
        return new Keyed<>(takeId(row), json.treeToValue(row, ProductDescription.class));
    }

    @Override
    public Stored store(Connection tx, Map<String, ProductDescription> rows) throws SQLException {
        return new Stored(products.declare(tx, rows), Map.of());
    }

    /** The same, but what a row does not name stays as it is; null clears (RFC 7396). */
    Target<ObjectNode> patching() {
        return new Patching();
    }

    private final class Patching implements Target<ObjectNode> {

        /** Tried as a product of its own, with what it may leave out filled in: what can never be used is refused here. */
        @Override
        public Keyed<ObjectNode> read(ObjectNode row) throws JsonProcessingException {
            String id = takeId(row);
            ObjectNode whole = row.deepCopy();
            removeNulls(whole);
            fillIn(whole, "name", ANY_NAME);
            if (whole.path("price") instanceof ObjectNode price) {
                fillIn(price, "currency", ANY_CURRENCY);
                fillIn(price, "amount", "0");
            }
            json.treeToValue(whole, ProductDescription.class);
            return new Keyed<>(id, row);
        }

        @Override
        public Stored store(Connection tx, Map<String, ObjectNode> rows) throws SQLException {
            Map<String, Optional<ProductDescription>> present = products.lock(tx, rows.keySet());
            Map<String, ProductDescription> changed = new TreeMap<>();
            Map<String, String> refused = new TreeMap<>();
            rows.forEach((id, patch) -> {
                try {
                    changed.put(id, patched(present.getOrDefault(id, Optional.empty()), patch));
                } catch (JsonProcessingException e) {
                    refused.put(
                            id, "together with what is known of the product it makes no product; is a name missing?");
                }
            });
            return new Stored(products.declare(tx, changed), refused);
        }

        private ProductDescription patched(Optional<ProductDescription> present, ObjectNode patch)
                throws JsonProcessingException {
            ObjectNode merged = present.map(product -> json.<ObjectNode>valueToTree(product))
                    .orElseGet(json::createObjectNode);
            merge(merged, patch);
            return json.treeToValue(merged, ProductDescription.class);
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue() instanceof ObjectNode part && target.get(field.getKey()) instanceof ObjectNode into) {
                merge(into, part);
            } else if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private static void fillIn(ObjectNode node, String field, String value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }

    private static void removeNulls(ObjectNode node) {
        node.properties().removeIf(field -> field.getValue().isNull());
        node.forEach(child -> {
            if (child instanceof ObjectNode object) {
                removeNulls(object);
            }
        });
    }

    private static String takeId(ObjectNode row) {
        JsonNode id = row.remove("id");
        if (id == null || !id.isTextual()) {
            throw new IllegalArgumentException("id: is required and must be a string");
        }
        return new ProductId(id.textValue()).value();
    }
}
