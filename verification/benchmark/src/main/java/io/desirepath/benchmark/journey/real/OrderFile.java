package io.desirepath.benchmark.journey.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.local.imports.ImportEvent;
import io.desirepath.local.imports.OrderSource;
import io.desirepath.local.imports.UnusableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads orders as {@code ./suite import} does, so that an order is the same thing here and in the product: an invoice of one
 * customer with at least one product line of positive price and quantity. Cancellations are not orders, and take none back.
 */
public final class OrderFile {
    private OrderFile() {}

    /** @param unusable where rows that cannot be used are listed */
    public static List<Purchases> read(Path file, Path unusable) throws IOException {
        var byAccount = new TreeMap<String, List<Purchases.Order>>();
        try (var report = new UnusableReport(unusable);
                OrderSource source = OrderSource.read(file, "GBP", Optional.empty(), report)) {
            Optional<ImportEvent> event = source.next();
            while (event.isPresent()) {
                add(event.get(), byAccount);
                event = source.next();
            }
        }
        return byAccount.entrySet().stream()
                .map(account -> new Purchases(new AccountId(account.getKey()), account.getValue()))
                .toList();
    }

    private static void add(ImportEvent event, Map<String, List<Purchases.Order>> byAccount) {
        JsonNode json = event.json();
        if (json.path("event").asText().equals("Order Completed")) {
            byAccount
                    .computeIfAbsent(json.path("context").path("groupId").asText(), account -> new ArrayList<>())
                    .add(new Purchases.Order(event.at(), value(json.path("properties"))));
        }
    }

    private static double value(JsonNode properties) {
        double sum = 0;
        for (JsonNode line : properties.path("products")) {
            sum += line.path("quantity").asDouble() * line.path("price").asDouble();
        }
        return sum;
    }
}
