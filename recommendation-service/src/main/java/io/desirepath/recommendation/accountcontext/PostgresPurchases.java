package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes orders and refunds to {@code purchase}, and counts them. */
@ApplicationScoped
class PostgresPurchases implements ActivityEffect {

    private static final String INSERT = """
            INSERT INTO purchase (account_id, product_id, message_id, refund, quantity, unit_price, currency, at)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::bigint[], ?::numeric[], ?::text[],
                                 ?::timestamptz[])
            ON CONFLICT DO NOTHING
            RETURNING account_id, message_id, refund""";

    private static final String DELETE =
            "DELETE FROM purchase WHERE account_id = ? AND message_id = ? RETURNING refund";

    /** One row of the table. */
    private record Row(
            ActivityRecorded activity, OrderDetails order, String productId, long quantity, BigDecimal amount) {}

    @Override
    public Set<String> add(Connection tx, Collection<ActivityRecorded> activities) throws SQLException {
        List<Row> rows =
                activities.stream().flatMap(activity -> rows(activity).stream()).toList();
        Set<String> accounts = new HashSet<>();
        Set<String> newOrders = new HashSet<>();
        if (rows.isEmpty()) {
            return accounts;
        }
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            bind(tx, insert, rows);
            ResultSet added = insert.executeQuery();
            while (added.next()) {
                accounts.add(added.getString(1));
                if (!added.getBoolean(3)) {
                    newOrders.add(added.getString(2));
                }
            }
        }
        count(tx, newOrders.size());
        return accounts;
    }

    @Override
    public boolean remove(Connection tx, ActivityWithdrawn withdrawn) throws SQLException {
        int orders = 0;
        boolean found = false;
        try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
            delete.setString(1, withdrawn.accountId().value());
            delete.setString(2, withdrawn.messageId().value());
            ResultSet removed = delete.executeQuery();
            while (removed.next()) {
                found = true;
                orders = removed.getBoolean(1) ? 0 : 1;
            }
        }
        count(tx, -orders);
        return found;
    }

    /** An order may have a product on several lines: what they bring and what they cost adds up. */
    private static List<Row> rows(ActivityRecorded activity) {
        OrderDetails order = activity.order();
        if (order == null) {
            return List.of();
        }
        Map<String, Row> byProduct = new TreeMap<>();
        for (OrderLine line : order.lines()) {
            String product = line.productId().value();
            BigDecimal amount = line.unitPrice().multiply(BigDecimal.valueOf(line.quantity()));
            byProduct.merge(
                    product,
                    new Row(activity, order, product, line.quantity(), amount),
                    (before, next) -> new Row(
                            activity,
                            order,
                            product,
                            Math.addExact(before.quantity(), next.quantity()),
                            before.amount().add(next.amount())));
        }
        return new ArrayList<>(byProduct.values());
    }

    private static void bind(Connection tx, PreparedStatement insert, List<Row> rows) throws SQLException {
        String[] accounts = new String[rows.size()];
        String[] products = new String[rows.size()];
        String[] messages = new String[rows.size()];
        Boolean[] refunds = new Boolean[rows.size()];
        Long[] quantities = new Long[rows.size()];
        Object[] prices = new Object[rows.size()];
        String[] currencies = new String[rows.size()];
        Object[] times = new Object[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            accounts[i] = row.activity().accountId().value();
            products[i] = row.productId();
            messages[i] = row.activity().messageId().value();
            refunds[i] = row.order().refund();
            quantities[i] = row.quantity();
            prices[i] = Purchase.unitPrice(row.amount(), row.quantity());
            currencies[i] = row.order().currency();
            times[i] = row.activity().at();
        }
        insert.setArray(1, tx.createArrayOf("text", accounts));
        insert.setArray(2, tx.createArrayOf("text", products));
        insert.setArray(3, tx.createArrayOf("text", messages));
        insert.setArray(4, tx.createArrayOf("bool", refunds));
        insert.setArray(5, tx.createArrayOf("int8", quantities));
        insert.setArray(6, tx.createArrayOf("numeric", prices));
        insert.setArray(7, tx.createArrayOf("text", currencies));
        insert.setArray(8, tx.createArrayOf("timestamptz", times));
    }

    private static void count(Connection tx, int newOrders) throws SQLException {
        if (newOrders == 0) {
            return;
        }
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE order_tally SET orders = orders + ?, last_arrival = clock_timestamp()")) {
            update.setInt(1, newOrders);
            update.executeUpdate();
        }
    }
}
