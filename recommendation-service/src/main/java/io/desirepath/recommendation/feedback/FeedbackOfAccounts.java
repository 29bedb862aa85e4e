package io.desirepath.recommendation.feedback;

import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.feedback.domain.AccountFeedback;
import io.desirepath.recommendation.feedback.domain.AccountFeedback.ShownList;
import io.desirepath.recommendation.feedback.domain.Action;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what accounts did with their lists, and what they bought, some accounts at a time. */
@ApplicationScoped
public class FeedbackOfAccounts {

    private static final String LIST =
            "e.recommendation_id, e.at AS listed_at, e.placement, e.stage, e.strategy_version, e.experiment_id, e.kinds, e.products";

    // Each branch ends by itself, so that a page reads the index as far as its own accounts reach.
    private static final String NEXT = """
            (SELECT DISTINCT account_id FROM interaction WHERE at >= ? AND account_id > ? ORDER BY account_id LIMIT ?)
            UNION
            (SELECT DISTINCT account_id FROM recommended_line WHERE at >= ? AND account_id > ? ORDER BY account_id LIMIT ?)
            ORDER BY account_id LIMIT ?""";

    private static final String INTERACTIONS = "SELECT i.account_id, i.action, i.position, i.product_id, i.at, " + LIST
            + " FROM interaction i JOIN exposure e USING (recommendation_id, account_id)"
            + " WHERE i.account_id = ANY (?) AND i.at >= ?";

    private static final String CLAIMS = "SELECT l.account_id, l.message_id, l.product_id, " + LIST
            + " FROM recommended_line l JOIN exposure e USING (recommendation_id, account_id)"
            + " WHERE l.account_id = ANY (?) AND l.at >= ?";

    private static final String PURCHASES = """
            SELECT account_id, product_id, message_id, refund, quantity, unit_price, currency, at FROM purchase
            WHERE account_id = ANY (?)""";

    /** The accounts that have done anything with a list since, in the order of their ids. */
    List<String> next(Connection c, Instant since, String after, int most) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(NEXT)) {
            select.setObject(1, at(since));
            select.setString(2, after);
            select.setInt(3, most);
            select.setObject(4, at(since));
            select.setString(5, after);
            select.setInt(6, most);
            select.setInt(7, most);
            ResultSet rows = select.executeQuery();
            List<String> accounts = new ArrayList<>();
            while (rows.next()) {
                accounts.add(rows.getString(1));
            }
            return accounts;
        }
    }

    /**
     * All of them, also those of which there is nothing.
     *
     * @param since from when on interactions are read; purchases are read from the beginning, because a refund needs them
     */
    public Map<String, AccountFeedback> of(Connection c, Collection<String> accounts, Instant since)
            throws SQLException {
        Map<String, AccountFeedback> byAccount = new TreeMap<>(Comparator.naturalOrder());
        accounts.forEach(account -> byAccount.put(account, new AccountFeedback()));
        read(
                c,
                INTERACTIONS,
                accounts,
                since,
                row -> of(byAccount, row)
                        .add(
                                list(row),
                                Action.valueOf(row.getString("action")),
                                position(row),
                                row.getString("product_id"),
                                row.getTimestamp("at").toInstant()));
        read(
                c,
                CLAIMS,
                accounts,
                since,
                row -> of(byAccount, row)
                        .addClaim(list(row), row.getString("message_id"), row.getString("product_id")));
        read(c, PURCHASES, accounts, null, row -> of(byAccount, row).add(purchase(row)));
        return byAccount;
    }

    private interface Reader {
        void take(ResultSet row) throws SQLException;
    }

    private static void read(
            Connection c, String sql, Collection<String> accounts, @Nullable Instant since, Reader reader)
            throws SQLException {
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setArray(1, c.createArrayOf("text", accounts.toArray()));
            if (since != null) {
                select.setObject(2, at(since));
            }
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                reader.take(rows);
            }
        }
    }

    private static AccountFeedback of(Map<String, AccountFeedback> byAccount, ResultSet row) throws SQLException {
        return byAccount.computeIfAbsent(row.getString("account_id"), account -> new AccountFeedback());
    }

    private static ShownList list(ResultSet row) throws SQLException {
        return new ShownList(
                row.getObject("recommendation_id", UUID.class),
                row.getObject("listed_at", OffsetDateTime.class).toInstant(),
                row.getString("placement"),
                row.getString("stage"),
                row.getString("strategy_version"),
                row.getString("experiment_id"),
                List.of((String[]) row.getArray("kinds").getArray()),
                (String[]) row.getArray("products").getArray());
    }

    private static @Nullable Integer position(ResultSet row) throws SQLException {
        int position = row.getInt("position");
        return row.wasNull() ? null : position;
    }

    private static Purchase purchase(ResultSet row) throws SQLException {
        return new Purchase(
                row.getString("product_id"),
                row.getString("message_id"),
                row.getBoolean("refund"),
                row.getLong("quantity"),
                row.getBigDecimal("unit_price"),
                row.getString("currency"),
                row.getTimestamp("at").toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
