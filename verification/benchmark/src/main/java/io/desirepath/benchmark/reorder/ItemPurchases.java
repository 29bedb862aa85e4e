package io.desirepath.benchmark.reorder;

import io.desirepath.benchmark.orders.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one account bought of one product.
 *
 * @param days since 1970, UTC, on which it was bought, each once, the oldest first
 * @param quantities of each day
 */
record ItemPurchases(String account, String product, long[] days, long[] quantities) {

    /** What is not an article (postage, fees) has no number of five digits in these files. */
    private static final Pattern ARTICLE = Pattern.compile("[0-9]{5}.*");

    static List<ItemPurchases> of(List<Order> orders) {
        var quantities = new TreeMap<String, TreeMap<String, TreeMap<Long, Long>>>();
        for (Order order : orders) {
            var products = quantities.computeIfAbsent(order.account(), account -> new TreeMap<>());
            for (Order.Line line : order.lines()) {
                if (ARTICLE.matcher(line.product()).matches() && line.price() > 0) {
                    products.computeIfAbsent(line.product(), id -> new TreeMap<>())
                            .merge((long) order.day(), line.quantity(), Long::sum);
                }
            }
        }
        List<ItemPurchases> all = new ArrayList<>();
        quantities.forEach(
                (account, products) -> products.forEach((product, byDay) -> all.add(of(account, product, byDay))));
        return all;
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
