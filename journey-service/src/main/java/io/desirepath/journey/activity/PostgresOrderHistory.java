package io.desirepath.journey.activity;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.OrderHistory;
import io.desirepath.journey.stage.domain.PurchaseFeatures;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads orders out of the log of activities. What one is worth is its revenue, else its total, else that of its lines. */
@Singleton
class PostgresOrderHistory implements OrderHistory {

    private static final String ORDERS = """
            SELECT a.account_id, a.at, greatest(0, coalesce(
                CASE json_typeof(a.properties -> 'revenue') WHEN 'number' THEN (a.properties ->> 'revenue')::float8 END,
                CASE json_typeof(a.properties -> 'total') WHEN 'number' THEN (a.properties ->> 'total')::float8 END,
                (SELECT sum((line ->> 'quantity')::float8 * (line ->> 'price')::float8)
                 FROM json_array_elements(CASE json_typeof(a.properties -> 'products')
                     WHEN 'array' THEN a.properties -> 'products' ELSE '[]' END) AS lines (line)
                 WHERE CASE json_typeof(line) WHEN 'object' THEN
                     json_typeof(line -> 'quantity') = 'number' AND json_typeof(line -> 'price') = 'number' END),
                0)) AS value
            FROM activity a
            LEFT JOIN contact_profile p ON p.contact_id = a.contact_id
            WHERE a.account_id = ANY (?::text[]) AND a.mark = 'ORDER' AND a.at < ?::timestamptz
              AND a.received_at <= ?::timestamptz AND p.profiling IS DISTINCT FROM 'DENIED'
            ORDER BY a.at, a.message_id""";

    @Override
    public Map<AccountId, List<PurchaseFeatures.Order>> before(
            Connection c, Collection<AccountId> accounts, Instant before, Instant knownAt) throws SQLException {
        Map<AccountId, List<PurchaseFeatures.Order>> found = new HashMap<>();
        try (PreparedStatement select = c.prepareStatement(ORDERS)) {
            select.setArray(
                    1,
                    c.createArrayOf(
                            "text", accounts.stream().map(AccountId::value).toArray()));
            select.setString(2, before.toString());
            select.setString(3, knownAt.toString());
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.computeIfAbsent(new AccountId(rows.getString("account_id")), account -> new ArrayList<>())
                        .add(new PurchaseFeatures.Order(
                                rows.getObject("at", OffsetDateTime.class).toInstant(), rows.getDouble("value")));
            }
        }
        return found;
    }
}
