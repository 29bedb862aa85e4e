package io.desirepath.benchmark.recommendation;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.local.imports.ImportEvent;
import io.desirepath.local.imports.OrderSource;
import io.desirepath.local.imports.UnusableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clean lines of an orders file, read as {@code ./suite import} reads them. Cancellations are not orders, and take none
 * back.
 *
 * @param names the last name of each product
 */
record OrderLines(List<Line> lines, Map<String, String> names) {

    /** @param day from 1970-01-01 */
    record Line(String account, String product, int day, long quantity, double value) {}

    static OrderLines read(Path file, Path unusable) throws IOException {
        var lines = new OrderLines(new ArrayList<>(), new HashMap<>());
        try (var report = new UnusableReport(unusable);
                OrderSource source = OrderSource.read(file, "GBP", Optional.empty(), report)) {
            Optional<ImportEvent> event = source.next();
            while (event.isPresent()) {
                lines.add(event.get());
                event = source.next();
            }
        }
        return lines;
    }

    private void add(ImportEvent event) {
        JsonNode json = event.json();
        if (!json.path("event").asText().equals("Order Completed")) {
            return;
        }
        String account = json.path("context").path("groupId").asText();
        int day = (int)
                Math.floorDiv(event.at().getEpochSecond(), Duration.ofDays(1).toSeconds());
        for (JsonNode line : json.path("properties").path("products")) {
            String product = line.path("product_id").asText();
            long quantity = line.path("quantity").asLong();
            lines.add(new Line(
                    account,
                    product,
                    day,
                    quantity,
                    quantity * line.path("price").asDouble()));
            String name = line.path("name").asText("");
            if (!name.isBlank()) {
                names.put(product, name);
            }
        }
    }
}
