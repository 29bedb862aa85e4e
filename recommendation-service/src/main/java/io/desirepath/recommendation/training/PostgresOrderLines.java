package io.desirepath.recommendation.training;

import io.desirepath.recommendation.accountcontext.domain.NetPurchases;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All purchases, refunds taken off, in chunks that each take a fraction of the time a statement may. Orders that come
 * meanwhile may or may not be among them.
 */
@ApplicationScoped
public class PostgresOrderLines {

    private static final int CHUNK = 50_000;

    private static final String NEXT = """
            SELECT account_id, product_id, message_id, refund, quantity, unit_price, currency, at FROM purchase
            WHERE (account_id, product_id, message_id) > (?, ?, ?)
            ORDER BY account_id, product_id, message_id LIMIT""" + " " + CHUNK;

    /** Takes what an account has left of its purchases of one product. */
    public interface NetReader {
        void read(String accountId, List<Purchase> net) throws SQLException;
    }

    /** A row with the account it belongs to. */
    private record Row(String accountId, Purchase purchase) {
        boolean belongsTo(Row other) {
            return accountId.equals(other.accountId) && purchase.productId().equals(other.purchase.productId());
        }
    }

    private final DataSource database;

    PostgresOrderLines(DataSource database) {
        this.database = database;
    }

    public void forEach(NetReader reader) throws SQLException {
        List<Row> group = new ArrayList<>();
        Row last = null;
        while (true) {
            List<Row> chunk = after(last);
            for (Row row : chunk) {
                if (!group.isEmpty() && !group.getFirst().belongsTo(row)) {
                    hand(group, reader);
                    group.clear();
                }
                group.add(row);
            }
            if (chunk.size() < CHUNK) {
                break;
            }
            last = chunk.getLast();
        }
        if (!group.isEmpty()) {
            hand(group, reader);
        }
    }

    private static void hand(List<Row> group, NetReader reader) throws SQLException {
        List<Purchase> net = NetPurchases.of(group.stream().map(Row::purchase).toList());
        reader.read(group.getFirst().accountId(), net);
    }

    private List<Row> after(@Nullable Row last) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(NEXT)) {
            select.setString(1, last == null ? "" : last.accountId());
            select.setString(2, last == null ? "" : last.purchase().productId());
            select.setString(3, last == null ? "" : last.purchase().messageId());
            ResultSet row = select.executeQuery();
            List<Row> rows = new ArrayList<>(CHUNK);
            while (row.next()) {
                Purchase purchase = new Purchase(
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.getBigDecimal(6),
                        row.getString(7),
                        Instant.ofEpochMilli(row.getTimestamp(8).getTime()));
                rows.add(new Row(row.getString(1), purchase));
            }
            return rows;
        }
    }
}
