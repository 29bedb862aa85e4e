package io.desirepath.benchmark.reorder;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.local.imports.ImportEvent;
import io.desirepath.local.imports.OrderSource;
import io.desirepath.local.imports.UnusableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one account bought of one product.
 *
 * @param days since 1970, UTC, on which it was bought, each once, the oldest first
 * @param quantities of each day
 */
record ItemPurchases(String account, String product, long[] days, long[] quantities) {

    private static final long DAY = 86_400;

    /** Reads order files, as {@code ./suite import} does; an invoice that several files hold counts once. */
    static List<ItemPurchases> read(List<Path> files, Path unusable) throws IOException {
        var quantities = new TreeMap<String, TreeMap<String, TreeMap<Long, Long>>>();
        Set<String> before = new HashSet<>();
        for (Path file : files) {
            Set<String> here = new HashSet<>();
            try (var report = new UnusableReport(unusable);
                    OrderSource source = OrderSource.read(file, "GBP", Optional.empty(), report)) {
                for (var event = source.next(); event.isPresent(); event = source.next()) {
                    String id = event.get().json().path("messageId").asText();
                    here.add(id);
                    if (!before.contains(id)) {
                        add(event.get(), quantities);
                    }
                }
            }
            before.addAll(here);
        }
        List<ItemPurchases> all = new ArrayList<>();
        quantities.forEach(
                (account, products) -> products.forEach((product, byDay) -> all.add(of(account, product, byDay))));
        return all;
    }

    private static void add(ImportEvent event, Map<String, TreeMap<String, TreeMap<Long, Long>>> quantities) {
        JsonNode json = event.json();
        if (!json.path("event").asText().equals("Order Completed")) {
            return;
        }
        long day = Math.floorDiv(event.at().getEpochSecond(), DAY);
        var products =
                quantities.computeIfAbsent(json.path("context").path("groupId").asText(), account -> new TreeMap<>());
        for (JsonNode line : json.path("properties").path("products")) {
            String product = line.path("product_id").asText();
            // What is not an article (postage, fees) has no number of five digits in these files.
            if (product.matches("[0-9]{5}.*") && line.path("price").asDouble() > 0) {
                products.computeIfAbsent(product, id -> new TreeMap<>())
                        .merge(day, line.path("quantity").asLong(), Long::sum);
            }
        }
    }

    /** What was bought before a day. */
    ItemPurchases before(long day) {
        int count = (int) Arrays.stream(days).filter(d -> d < day).count();
        return new ItemPurchases(account, product, Arrays.copyOf(days, count), Arrays.copyOf(quantities, count));
    }

    static ItemPurchases of(String account, String product, TreeMap<Long, Long> byDay) {
        return new ItemPurchases(
                account,
                product,
                byDay.keySet().stream().mapToLong(Long::longValue).toArray(),
                byDay.values().stream().mapToLong(Long::longValue).toArray());
    }
}
