package io.desirepath.journey.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What of an order's properties is the account's alone: what was ordered, and for how much. Anything else may lead to the
 * person who ordered: a name, an address, a coupon.
 */
public final class OrderProperties {

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Set<String> TEXTS = Set.of("order_id", "orderId", "currency");
    private static final Set<String> NUMBERS =
            Set.of("total", "revenue", "subtotal", "value", "tax", "shipping", "discount", "synthetic");
    private static final Set<String> LINE =
            Set.of("product_id", "productId", "sku", "name", "quantity", "price", "category", "brand", "variant");

    private OrderProperties() {}

    /** @param properties a JSON object */
    public static String withoutPerson(String properties) {
        try {
            JsonNode all = EXACT.readTree(properties);
            ObjectNode kept = EXACT.createObjectNode();
            copy(all, kept, TEXTS);
            for (String field : NUMBERS) {
                if (all.path(field).isNumber() || all.path(field).isBoolean()) {
                    kept.set(field, all.get(field));
                }
            }
            if (all.path("products").isArray()) {
                var lines = kept.putArray("products");
                all.get("products").forEach(line -> copy(line, lines.addObject(), LINE));
            }
            return EXACT.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored properties are not JSON", e);
        }
    }

    private static void copy(JsonNode from, ObjectNode to, Set<String> fields) {
        from.properties().forEach(field -> {
            if (fields.contains(field.getKey()) && field.getValue().isValueNode()) {
                to.set(field.getKey(), field.getValue());
            }
        });
    }
}
