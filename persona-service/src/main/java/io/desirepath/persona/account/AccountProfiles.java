package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.FeedRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the profiles feed tells of accounts, read from their rows. */
public final class AccountProfiles {

    private AccountProfiles() {}

    /** The accounts as they are now, as news for the feed's readers, in the order of their revisions. */
    public static List<FeedRecord> updated(Connection tx, Collection<String> accounts) throws SQLException {
        return accounts.isEmpty() ? List.of() : news(tx, Feeds.ACCOUNT_UPDATED, accounts);
    }

    static List<FeedRecord> deleted(Connection tx, String account) throws SQLException {
        return news(tx, Feeds.ACCOUNT_DELETED, List.of(account));
    }

    private static List<FeedRecord> news(Connection tx, String type, Collection<String> accounts) throws SQLException {
        String sql = """
                SELECT id, name, country, industry, employees, revenue_band, budget_band, domains, parent_id,
                       price_group, catalog_group, stub, revision
                FROM account WHERE id = ANY (?) ORDER BY revision""";
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setArray(1, tx.createArrayOf("text", accounts.toArray()));
            ResultSet rows = select.executeQuery();
            List<FeedRecord> news = new ArrayList<>();
            while (rows.next()) {
                AccountProfile profile = profile(rows);
                news.add(new FeedRecord(type, profile.accountId().value(), profile));
            }
            return news;
        }
    }

    private static AccountProfile profile(ResultSet row) throws SQLException {
        return new AccountProfile(
                new AccountId(row.getString("id")),
                row.getString("name"),
                row.getString("country"),
                row.getString("industry"),
                row.getObject("employees", Integer.class),
                row.getString("revenue_band"),
                row.getString("budget_band"),
                Arrays.asList((String[]) row.getArray("domains").getArray()),
                account(row.getString("parent_id")),
                row.getString("price_group"),
                row.getString("catalog_group"),
                row.getBoolean("stub"),
                row.getLong("revision"));
    }

    private static @Nullable AccountId account(@Nullable String id) {
        return id == null ? null : new AccountId(id);
    }
}
