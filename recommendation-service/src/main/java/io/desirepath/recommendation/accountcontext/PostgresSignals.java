package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Rest;
import io.desirepath.recommendation.accountcontext.domain.RestWindows;
import io.desirepath.recommendation.accountcontext.domain.RestWindows.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account clicked on and dismissed of what was recommended to it. An event may name the position only. */
@ApplicationScoped
class PostgresSignals {

    private static final String SELECT = """
            SELECT s.product_id, max(s.at) FILTER (WHERE s.action = 'DISMISSED') AS dismissed_at,
                   max(s.at) FILTER (WHERE s.action = 'CLICKED') AS clicked_at
            FROM (SELECT i.action, i.at, coalesce(i.product_id, e.products[i.position]) AS product_id
                  FROM interaction i LEFT JOIN exposure e USING (recommendation_id, account_id)
                  WHERE i.account_id = ? AND i.at > ? AND i.action <> 'VIEWED') s
            WHERE s.product_id IS NOT NULL
            GROUP BY s.product_id ORDER BY max(s.at) DESC LIMIT ?""";

    private final RestWindows windows;
    private final int most;

    PostgresSignals(SuppressionConfig config) {
        this.windows = config.windows();
        this.most = config.maxSignals();
    }

    List<Rest> rests(Connection c, AccountId account, Collection<ProductHistory> history) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(SELECT)) {
            select.setString(1, account.value());
            select.setObject(2, OffsetDateTime.ofInstant(Instant.now().minus(windows.longest()), ZoneOffset.UTC));
            select.setInt(3, most);
            ResultSet row = select.executeQuery();
            List<Signal> signals = new ArrayList<>();
            while (row.next()) {
                signals.add(new Signal(row.getString(1), instant(row, 2), instant(row, 3)));
            }
            return windows.of(signals, history);
        }
    }

    /** To the millisecond, as the cache keeps it. */
    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : Instant.ofEpochMilli(at.getTime());
    }
}
