package io.desirepath.benchmark.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.local.imports.ImportEvent;
import io.desirepath.local.imports.OrderSource;
import io.desirepath.local.imports.UnusableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads orders as {@code ./suite import} does, so that an order is the same thing here and in the product: an invoice of one
 * customer with at least one product line of positive price and quantity. Cancellations are not orders, and take none back.
 */
public final class OrderFiles {

    private OrderFiles() {}

    /**
     * @param files an invoice that several of them hold counts once
     * @param unusable where rows that cannot be used are listed
     * @return the orders of each file, oldest first
     */
    public static List<Order> read(List<Path> files, Path unusable) throws IOException {
        List<Order> orders = new ArrayList<>();
        Set<String> before = new HashSet<>();
        try (var report = new UnusableReport(unusable)) {
            for (Path file : files) {
                List<Order> here = read(file, report);
                here.stream().filter(order -> !before.contains(order.id())).forEach(orders::add);
                here.forEach(order -> before.add(order.id()));
            }
        }
        return orders;
    }

    /** The same of one file. */
    public static List<Order> read(Path file, Path unusable) throws IOException {
        return read(List.of(file), unusable);
    }

    private static List<Order> read(Path file, UnusableReport report) throws IOException {
        List<Order> orders = new ArrayList<>();
        try (OrderSource source = OrderSource.read(file, "GBP", Optional.empty(), report)) {
            for (Optional<ImportEvent> event = source.next(); event.isPresent(); event = source.next()) {
                JsonNode json = event.get().json();
                if (json.path("event").asText().equals("Order Completed")) {
                    orders.add(order(event.get(), json));
                }
            }
        }
        return orders;
    }

    private static Order order(ImportEvent event, JsonNode json) {
        List<Order.Line> lines = new ArrayList<>();
        for (JsonNode line : json.path("properties").path("products")) {
            lines.add(new Order.Line(
                    line.path("product_id").asText(),
                    line.path("name").asText(""),
                    line.path("quantity").asLong(),
                    line.path("price").asDouble()));
        }
        String account = json.path("context").path("groupId").asText();
        return new Order(json.path("messageId").asText(), account, event.at(), lines);
    }
}
