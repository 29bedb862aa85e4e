package io.desirepath.recommendation.copurchase;

import io.desirepath.recommendation.accountcontext.domain.NetPurchases;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.copurchase.domain.BasketLine;
import io.desirepath.recommendation.copurchase.domain.BasketLines;
import io.desirepath.recommendation.copurchase.domain.Companion;
import io.desirepath.recommendation.copurchase.domain.Count;
import io.desirepath.recommendation.copurchase.domain.CountingRules;
import io.desirepath.recommendation.copurchase.domain.Counts;
import io.desirepath.recommendation.copurchase.domain.PairRow;
import io.desirepath.recommendation.copurchase.domain.ProductCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The counts of a model version in one transaction, which has them alone. */
final class PostgresCounts {

    private static final String LOCK = """
            SELECT accounts, products, max_basket, max_account_lines, window_days, min_llr, max_complements
            FROM counted_model WHERE model_version = ? FOR UPDATE""";

    private static final String PURCHASES = """
            SELECT product_id, message_id, refund, quantity, unit_price, currency, at FROM purchase
            WHERE account_id = ?""";

    private static final String STORE_PRODUCT = """
            INSERT INTO counted_product (model_version, product, product_id, accounts, baskets, pairs)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (model_version, product) DO UPDATE
            SET accounts = excluded.accounts, baskets = excluded.baskets, pairs = excluded.pairs""";

    private static final String STORE_LIST = """
            INSERT INTO changed_list (model_version, product_id, other_ids, scores, accounts, baskets, changed_in)
            VALUES (?, ?, ?, ?, ?, ?, pg_current_xact_id())
            ON CONFLICT (model_version, product_id) DO UPDATE
            SET other_ids = excluded.other_ids, scores = excluded.scores, accounts = excluded.accounts,
                baskets = excluded.baskets, changed_in = excluded.changed_in""";

    private static final String STORE_LINES = """
            INSERT INTO counted_account (model_version, account_id, days, product_ids, seen)
            VALUES (?, ?, ?, ?, ?::xid8)
            ON CONFLICT (model_version, account_id) DO UPDATE
            SET days = excluded.days, product_ids = excluded.product_ids, seen = excluded.seen""";

    private final Connection tx;
    private final String version;
    private final CountingRules rules;
    private final long accounts;
    private final int products;

    private PostgresCounts(Connection tx, String version, ResultSet row) throws SQLException {
        this.tx = tx;
        this.version = version;
        accounts = row.getLong(1);
        products = row.getInt(2);
        rules = new CountingRules(row.getInt(3), row.getInt(4), row.getInt(5), row.getDouble(6), row.getInt(7));
    }

    /** Waits for who else counts in this version. Empty if the version cannot be counted on. */
    static Optional<PostgresCounts> lock(Connection tx, String version) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(LOCK)) {
            select.setString(1, version);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(new PostgresCounts(tx, version, row)) : Optional.empty();
        }
    }

    CountingRules rules() {
        return rules;
    }

    /** The lines that count of an account, as the purchases are now. */
    List<BasketLine> bought(String account) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(PURCHASES)) {
            select.setString(1, account);
            ResultSet row = select.executeQuery();
            List<Purchase> purchases = new ArrayList<>();
            while (row.next()) {
                purchases.add(new Purchase(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        row.getBigDecimal(5),
                        row.getString(6),
                        // As the training reads it.
                        Instant.ofEpochMilli(row.getTimestamp(7).getTime())));
            }
            return BasketLines.of(account, NetPurchases.of(purchases), rules);
        }
    }

    /** The lines of an account that are counted. */
    List<BasketLine> counted(String account) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT days, product_ids FROM counted_account WHERE model_version = ? AND account_id = ?")) {
            select.setString(1, version);
            select.setString(2, account);
            ResultSet row = select.executeQuery();
            List<BasketLine> lines = new ArrayList<>();
            if (row.next()) {
                Integer[] days = (Integer[]) row.getArray(1).getArray();
                String[] ids = (String[]) row.getArray(2).getArray();
                for (int i = 0; i < days.length; i++) {
                    lines.add(new BasketLine(days[i], ids[i]));
                }
            }
            return lines;
        }
    }

    /** @param seen the change of purchases that the lines are of; null if they are on the way to it */
    void storeLines(String account, List<BasketLine> lines, @Nullable String seen) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(STORE_LINES)) {
            upsert.setString(1, version);
            upsert.setString(2, account);
            upsert.setArray(3, array("int4", lines.stream().map(BasketLine::day).toArray()));
            upsert.setArray(
                    4, array("text", lines.stream().map(BasketLine::productId).toArray()));
            upsert.setString(5, seen);
            upsert.executeUpdate();
        }
    }

    /** Knows these products, if they are there. */
    Counts load(Collection<String> ids) throws SQLException {
        Counts counts = new Counts(rules, accounts, products);
        try (PreparedStatement select = tx.prepareStatement("""
                SELECT product, product_id, accounts, baskets, pairs FROM counted_product
                WHERE model_version = ? AND product_id = ANY (?)""")) {
            select.setString(1, version);
            select.setArray(2, array("text", ids.toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                counts.know(product(row, PairRow.decode(row.getBytes(5))));
            }
        }
        return counts;
    }

    /** Writes what was touched, and the lists that follow from it. */
    void store(Counts counts) throws SQLException {
        knowOthers(counts);
        try (PreparedStatement product = tx.prepareStatement(STORE_PRODUCT);
                PreparedStatement list = tx.prepareStatement(STORE_LIST)) {
            for (ProductCounts touched : counts.touched()) {
                product.setString(1, version);
                product.setInt(2, touched.number());
                product.setString(3, touched.id());
                product.setInt(4, touched.alone().accounts());
                product.setInt(5, touched.alone().baskets());
                product.setBytes(6, touched.pairs().encode());
                product.addBatch();
                bind(list, touched.id(), counts.companions(touched));
                list.addBatch();
            }
            product.executeBatch();
            list.executeBatch();
        }
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE counted_model SET accounts = ?, products = ? WHERE model_version = ?")) {
            update.setLong(1, counts.accounts());
            update.setInt(2, counts.products());
            update.setString(3, version);
            update.executeUpdate();
        }
    }

    private void bind(PreparedStatement list, String product, List<Companion> companions) throws SQLException {
        List<Count> together = companions.stream().map(Companion::together).toList();
        list.setString(1, version);
        list.setString(2, product);
        list.setArray(3, array("text", companions.stream().map(Companion::id).toArray()));
        list.setArray(
                4, array("float8", companions.stream().map(Companion::score).toArray()));
        list.setArray(5, array("int4", together.stream().map(Count::accounts).toArray()));
        list.setArray(6, array("int4", together.stream().map(Count::baskets).toArray()));
    }

    /** Of what lies together with the touched, only how often it is bought by itself is asked. */
    private void knowOthers(Counts counts) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("""
                SELECT product, product_id, accounts, baskets FROM counted_product
                WHERE model_version = ? AND product = ANY (?)""")) {
            select.setString(1, version);
            select.setArray(2, array("int4", counts.missing().toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                counts.know(product(row, PairRow.EMPTY));
            }
        }
    }

    private static ProductCounts product(ResultSet row, PairRow pairs) throws SQLException {
        return new ProductCounts(row.getInt(1), row.getString(2), new Count(row.getInt(3), row.getInt(4)), pairs);
    }

    private java.sql.Array array(String type, Object[] values) throws SQLException {
        return tx.createArrayOf(type, values);
    }
}
