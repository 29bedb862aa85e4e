package io.desirepath.recommendation.training;

import io.desirepath.recommendation.copurchase.domain.PairRow;
import io.desirepath.recommendation.training.domain.PipelineParameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Copies what the pipeline counted to PostgreSQL, so that orders can go on counting. In chunks, as lists are. */
final class CountsWriter {

    /** Rows; those of well-selling products have some ten kilobytes. */
    private static final int CHUNK = 500;

    private static final String ACCOUNTS = """
            SELECT a.account_id, b.day, p.product_id FROM basket_line AS b
            JOIN account_number AS a ON a.account = b.account JOIN product_number AS p ON p.product = b.product
            ORDER BY b.account, b.day DESC, b.product""";

    private static final String PRODUCTS = """
            SELECT c.product, p.product_id, CAST(c.accounts AS INT), CAST(c.baskets AS INT)
            FROM product_count AS c JOIN product_number AS p ON p.product = c.product""";

    private static final String PAIRS = """
            SELECT product, other, CAST(accounts AS INT), CAST(baskets AS INT)
            FROM (
                SELECT q.a AS product, q.b AS other, q.accounts, COALESCE(r.baskets, 0) AS baskets
                FROM account_pair AS q LEFT JOIN basket_pair AS r ON r.a = q.a AND r.b = q.b
                UNION ALL
                SELECT q.b AS product, q.a AS other, q.accounts, COALESCE(r.baskets, 0) AS baskets
                FROM account_pair AS q LEFT JOIN basket_pair AS r ON r.a = q.a AND r.b = q.b
            ) AS both_ways
            ORDER BY product, other""";

    private record Product(int number, String id, int accounts, int baskets) {}

    private final PipelineEngine pipeline;
    private final DataSource database;
    private final String version;

    CountsWriter(PipelineEngine pipeline, DataSource database, String version) {
        this.pipeline = pipeline;
        this.database = database;
        this.version = version;
    }

    /** @param beginning the oldest transaction that was running when the training began to read */
    void copy(PipelineParameters parameters, String beginning) throws SQLException {
        try (Connection c = database.getConnection()) {
            copyAccounts(c);
            copyProducts(c);
            release(c, parameters, beginning);
        }
    }

    private void copyAccounts(Connection c) throws SQLException {
        try (PreparedStatement insert = c.prepareStatement(
                "INSERT INTO counted_account (model_version, account_id, days, product_ids) VALUES (?, ?, ?, ?)")) {
            Batch batch = new Batch(insert);
            List<Integer> days = new ArrayList<>();
            List<String> products = new ArrayList<>();
            @Nullable String[] account = new @Nullable String[1];
            pipeline.forEach(ACCOUNTS, row -> {
                if (!row.getString(1).equals(account[0])) {
                    addAccount(batch, account[0], days, products);
                    account[0] = row.getString(1);
                }
                days.add(row.getInt(2));
                products.add(row.getString(3));
            });
            addAccount(batch, account[0], days, products);
            batch.flush();
        }
    }

    private void addAccount(Batch batch, @Nullable String account, List<Integer> days, List<String> products)
            throws SQLException {
        if (!days.isEmpty()) {
            Connection c = batch.insert.getConnection();
            batch.insert.setString(1, version);
            batch.insert.setString(2, account);
            batch.insert.setArray(3, c.createArrayOf("int4", days.toArray()));
            batch.insert.setArray(4, c.createArrayOf("text", products.toArray()));
            batch.add();
            days.clear();
            products.clear();
        }
    }

    private void copyProducts(Connection c) throws SQLException {
        Map<Integer, Product> products = new HashMap<>();
        pipeline.forEach(
                PRODUCTS,
                row -> products.put(
                        row.getInt(1), new Product(row.getInt(1), row.getString(2), row.getInt(3), row.getInt(4))));
        try (PreparedStatement insert = c.prepareStatement(
                "INSERT INTO counted_product (model_version, product, product_id, accounts, baskets, pairs)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            Batch batch = new Batch(insert);
            PairRow.Builder[] pairs = {new PairRow.Builder()};
            int[] number = new int[1];
            pipeline.forEach(PAIRS, row -> {
                if (row.getInt(1) != number[0]) {
                    addProduct(batch, products.remove(number[0]), pairs[0]);
                    number[0] = row.getInt(1);
                    pairs[0] = new PairRow.Builder();
                }
                pairs[0].add(row.getInt(2), row.getInt(3), row.getInt(4));
            });
            addProduct(batch, products.remove(number[0]), pairs[0]);
            for (Product alone : products.values()) {
                addProduct(batch, alone, new PairRow.Builder());
            }
            batch.flush();
        }
    }

    private void addProduct(Batch batch, @Nullable Product product, PairRow.Builder pairs) throws SQLException {
        if (product != null) {
            batch.insert.setString(1, version);
            batch.insert.setInt(2, product.number());
            batch.insert.setString(3, product.id());
            batch.insert.setInt(4, product.accounts());
            batch.insert.setInt(5, product.baskets());
            batch.insert.setBytes(6, pairs.build().encode());
            batch.add();
        }
    }

    /** From now on the counts can be counted on. */
    private void release(Connection c, PipelineParameters parameters, String beginning) throws SQLException {
        try (PreparedStatement insert = c.prepareStatement("""
                INSERT INTO counted_model (model_version, counted_below, accounts, products, max_basket,
                    max_account_lines, window_days, min_llr, max_complements)
                VALUES (?, ?::xid8, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, version);
            insert.setString(2, beginning);
            insert.setLong(3, pipeline.count("(SELECT DISTINCT account FROM basket_line) AS counted"));
            insert.setInt(4, (int) pipeline.count("product_number"));
            insert.setInt(5, parameters.maxBasket());
            insert.setInt(6, parameters.maxAccountLines());
            insert.setInt(7, parameters.windowDays());
            insert.setDouble(8, parameters.minLlr());
            insert.setInt(9, parameters.maxComplements());
            insert.executeUpdate();
        }
    }

    /** Sends rows some hundred at a time. */
    private static final class Batch {
        private final PreparedStatement insert;
        private int rows;

        Batch(PreparedStatement insert) {
            this.insert = insert;
        }

        void add() throws SQLException {
            insert.addBatch();
            if (++rows % CHUNK == 0) {
                insert.executeBatch();
            }
        }

        void flush() throws SQLException {
            insert.executeBatch();
        }
    }
}
