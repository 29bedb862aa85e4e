package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.persona.account.domain.HeardAccount;
import io.desirepath.persona.profile.HeardJson;
import io.desirepath.persona.profile.domain.HeardTraits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds what was heard to accounts that exist, many at a time, under their locks. */
@ApplicationScoped
public class AccountHearing {

    private record Row(String id, HeardTraits heard, AccountDescription before, AccountDescription after) {}

    /** @return the ids of the accounts that look different to the readers of the profiles feed now */
    public Set<String> hear(Connection tx, Map<AccountId, HeardTraits> news) throws SQLException {
        if (news.isEmpty()) {
            return Set.of();
        }
        List<Row> learnt = merge(tx, news);
        keep(tx, learnt);
        Set<String> published = new HashSet<>();
        List<Row> changed =
                learnt.stream().filter(row -> !row.before.equals(row.after)).toList();
        settle(tx, changed);
        changed.stream().filter(row -> !row.before.looksLike(row.after)).forEach(row -> published.add(row.id));
        return published;
    }

    private static List<Row> merge(Connection tx, Map<AccountId, HeardTraits> news) throws SQLException {
        List<Row> learnt = new ArrayList<>();
        try (PreparedStatement select =
                tx.prepareStatement("SELECT id, declared::text, heard::text FROM account WHERE id = ANY (?)")) {
            select.setArray(
                    1,
                    tx.createArrayOf(
                            "text", news.keySet().stream().map(AccountId::value).toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                String id = rows.getString(1);
                AccountDescription declared = HeardJson.declared(rows.getString(2), AccountDescription.class);
                HeardTraits known = HeardJson.heard(rows.getString(3));
                HeardTraits merged =
                        known.merge(news.getOrDefault(new AccountId(id), HeardTraits.NONE), HeardAccount.WELL_KNOWN);
                if (!merged.equals(known)) {
                    learnt.add(new Row(
                            id,
                            merged,
                            AccountDescription.settle(declared, known),
                            AccountDescription.settle(declared, merged)));
                }
            }
        }
        return learnt;
    }

    private static void keep(Connection tx, List<Row> learnt) throws SQLException {
        String sql = """
                UPDATE account a SET heard = n.heard::jsonb
                FROM unnest(?::text[], ?::text[]) AS n (id, heard) WHERE a.id = n.id""";
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setArray(1, texts(tx, learnt.stream().map(Row::id).toList()));
            update.setArray(
                    2,
                    texts(
                            tx,
                            learnt.stream()
                                    .map(row -> HeardJson.write(row.heard.byName()))
                                    .toList()));
            update.executeUpdate();
        }
    }

    private static void settle(Connection tx, List<Row> changed) throws SQLException {
        String sql = """
                UPDATE account SET name = ?, country = ?, industry = ?, employees = ?, domains = ?, traits = ?::jsonb,
                       revision = nextval('profile_revision'), updated_at = now()
                WHERE id = ?""";
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            for (Row row : changed) {
                AccountDescription now = row.after;
                update.setString(1, now.name());
                update.setString(2, now.country());
                update.setString(3, now.industry());
                update.setObject(4, now.employees(), java.sql.Types.INTEGER);
                update.setArray(5, texts(tx, now.domains()));
                update.setString(6, HeardJson.write(now.traits()));
                update.setString(7, row.id);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static Array texts(Connection tx, List<String> values) throws SQLException {
        return tx.createArrayOf("text", values.toArray());
    }
}
