package io.desirepath.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.local.imports.ImportEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the simulator knows of an account that really ordered.
 *
 * @param account its id
 * @param orders oldest first, at least one
 */
record AccountHistory(String account, List<Order> orders) {

    /**
     * @param at when
     * @param products what, at least one
     */
    record Order(Instant at, List<String> products) {}

    /** The accounts of these events that have at least one completed order; cancellations are left out. */
    static List<AccountHistory> of(List<ImportEvent> events) {
        Map<String, List<Order>> byAccount = new TreeMap<>();
        for (ImportEvent event : events) {
            if (event.json().path("event").asText().equals("Order Completed")) {
                String account = event.json().path("context").path("groupId").asText();
                List<String> products = new ArrayList<>();
                for (JsonNode product : event.json().path("properties").path("products")) {
                    products.add(product.path("product_id").asText());
                }
                byAccount.computeIfAbsent(account, a -> new ArrayList<>()).add(new Order(event.at(), products));
            }
        }
        return byAccount.entrySet().stream()
                .map(entry -> new AccountHistory(entry.getKey(), entry.getValue()))
                .toList();
    }

    Instant first() {
        return orders.getFirst().at();
    }

    Instant last() {
        return orders.getLast().at();
    }
}
