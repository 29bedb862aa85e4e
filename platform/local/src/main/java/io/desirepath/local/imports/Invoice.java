package io.desirepath.local.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of one invoice and account, on their way to one event. The event depends on the set of rows alone, not on
 * their order or on how a file spells numbers, so that two files that overlap say the same about the same invoice.
 */
final class Invoice {

    static final String ORDER_COMPLETED = "Order Completed";
    static final String ORDER_REFUNDED = "Order Refunded";

    record Key(String invoice, String account) {}

    private record ProductAndPrice(String productId, BigDecimal price) implements Comparable<ProductAndPrice> {
        private static final Comparator<ProductAndPrice> ORDER =
                Comparator.comparing(ProductAndPrice::productId).thenComparing(ProductAndPrice::price);

        @Override
        public int compareTo(ProductAndPrice other) {
            return ORDER.compare(this, other);
        }
    }

    private record NameAndQuantity(String name, long quantity) {
        NameAndQuantity plus(NameAndQuantity other) {
            return new NameAndQuantity(first(name, other.name), Math.addExact(quantity, other.quantity));
        }
    }

    private final Key key;
    private final Map<ProductAndPrice, NameAndQuantity> products = new TreeMap<>();
    private Instant at = Instant.MAX;
    private String country = "";
    private int rows;

    Invoice(Key key) {
        this.key = key;
    }

    /** Identical rows of an invoice are real (two boxes of the same): their quantities add up. */
    void add(OrderRow.Usable row) {
        products.merge(
                new ProductAndPrice(row.productId(), row.price()),
                new NameAndQuantity(row.name(), row.quantity()),
                NameAndQuantity::plus);
        at = row.at().isBefore(at) ? row.at() : at;
        country = first(country, row.country());
        rows++;
    }

    /** The time of its earliest row. */
    Instant at() {
        return at;
    }

    Key key() {
        return key;
    }

    /**
     * The Segment call that tells of it.
     *
     * @param currency ISO 4217 code of its prices
     * @param shift added to its time
     */
    ImportEvent event(String currency, Duration shift) {
        boolean refund = OrderRow.isCancellation(key.invoice());
        Instant time = at.plus(shift);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", "track");
        event.put("messageId", (refund ? "refund:" : "order:") + key.invoice() + ":" + key.account());
        event.put("event", refund ? ORDER_REFUNDED : ORDER_COMPLETED);
        event.put("timestamp", time.toString());
        ObjectNode context = event.putObject("context");
        context.put("groupId", key.account());
        context.putObject("library").put("name", "desire-path-import");
        ObjectNode properties = event.putObject("properties");
        properties.put("order_id", key.invoice());
        properties.put("currency", currency);
        if (!country.isEmpty()) {
            properties.put("country", country);
        }
        var list = properties.putArray("products");
        products.forEach((product, rest) -> {
            ObjectNode line = list.addObject();
            line.put("product_id", product.productId());
            if (!rest.name().isEmpty()) {
                line.put("name", rest.name());
            }
            line.put("quantity", rest.quantity());
            line.put("price", product.price());
        });
        return new ImportEvent(time, rows, event);
    }

    /** Of two spellings the one that comes first, whichever was read first; an empty one only if there is no other. */
    private static String first(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a + b;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }
}
