package io.desirepath.benchmark.recommendation;

import io.desirepath.benchmark.orders.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders, line by line.
 *
 * @param names the last name of each product
 */
record OrderLines(List<Line> lines, Map<String, String> names) {

    /** @param day from 1970-01-01 */
    record Line(String account, String product, int day, long quantity, double value) {}

    static OrderLines of(List<Order> orders) {
        var lines = new OrderLines(new ArrayList<>(), new HashMap<>());
        for (Order order : orders) {
            for (Order.Line line : order.lines()) {
                lines.lines()
                        .add(new Line(order.account(), line.product(), order.day(), line.quantity(), line.value()));
                if (!line.name().isBlank()) {
                    lines.names().put(line.product(), line.name());
                }
            }
        }
        return lines;
    }
}
