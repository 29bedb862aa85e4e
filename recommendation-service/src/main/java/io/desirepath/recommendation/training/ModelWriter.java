package io.desirepath.recommendation.training;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Copies a table of the pipeline into the table of the same name and columns in PostgreSQL, for a model version. Chunks
 * are transactions of their own, because a long one would hold the change feeds of the whole cluster back.
 */
final class ModelWriter {

    private static final int CHUNK = 10_000;

    /** A column and its type in PostgreSQL. */
    private record Column(String name, String type) {}

    private final String table;
    private final String source;
    private final List<Column> columns;
    private final List<List<Object>> values = new ArrayList<>();

    private ModelWriter(String table, List<Column> columns) {
        this(table, table, columns);
    }

    /** @param source what to select from in the pipeline */
    private ModelWriter(String table, String source, List<Column> columns) {
        this.table = table;
        this.source = source;
        this.columns = columns;
        columns.forEach(column -> values.add(new ArrayList<>(CHUNK)));
    }

    static ModelWriter complements() {
        return new ModelWriter(
                "complement",
                List.of(
                        new Column("product_id", "text"),
                        new Column("rank", "int4"),
                        new Column("other_id", "text"),
                        new Column("score", "float8"),
                        new Column("llr", "float8"),
                        new Column("accounts", "int4"),
                        new Column("baskets", "int4")));
    }

    static ModelWriter trending() {
        return new ModelWriter(
                "trending",
                List.of(
                        new Column("rank", "int4"),
                        new Column("product_id", "text"),
                        new Column("accounts", "int4"),
                        new Column("quantity", "int8")));
    }

    static ModelWriter popularity() {
        return new ModelWriter(
                "popularity",
                List.of(
                        new Column("product_id", "text"),
                        new Column("accounts", "int4"),
                        new Column("quantity", "int8")));
    }

    static ModelWriter coPurchases() {
        return new ModelWriter(
                "co_purchase",
                """
                (SELECT x.product_id, c.rank, y.product_id AS other_id, CAST(basket_cosine AS FLOAT) AS basket_cosine,
                        CAST(decayed_cosine AS FLOAT) AS decayed_cosine,
                        CAST(account_cosine AS FLOAT) AS account_cosine, CAST(llr AS FLOAT) AS llr
                 FROM co_purchase AS c JOIN product_number AS x ON x.product = c.product
                 JOIN product_number AS y ON y.product = c.other) AS named""",
                List.of(
                        new Column("product_id", "text"),
                        new Column("rank", "int4"),
                        new Column("other_id", "text"),
                        new Column("basket_cosine", "float4"),
                        new Column("decayed_cosine", "float4"),
                        new Column("account_cosine", "float4"),
                        new Column("llr", "float4")));
    }

    static ModelWriter facts() {
        return new ModelWriter(
                "product_fact",
                "product_fact JOIN product_number USING (product)",
                List.of(
                        new Column("product_id", "text"),
                        new Column("accounts", "int4"),
                        new Column("recent_accounts", "int4"),
                        new Column("latest_accounts", "int4"),
                        new Column("baskets", "int4"),
                        new Column("repeaters", "int4"),
                        new Column("first_day", "int4"),
                        new Column("last_day", "int4")));
    }

    /** @return how many rows were copied */
    long copy(PipelineEngine from, DataSource to, String version) throws SQLException {
        long[] copied = new long[1];
        String names = String.join(", ", columns.stream().map(Column::name).toList());
        try (Connection c = to.getConnection()) {
            from.forEach("SELECT " + names + " FROM " + source, row -> {
                add(row);
                copied[0]++;
                if (values.getFirst().size() == CHUNK) {
                    flush(c, version);
                }
            });
            flush(c, version);
        }
        return copied[0];
    }

    private void add(ResultSet row) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            values.get(i).add(row.getObject(i + 1));
        }
    }

    private void flush(Connection c, String version) throws SQLException {
        if (values.getFirst().isEmpty()) {
            return;
        }
        String names = String.join(", ", columns.stream().map(Column::name).toList());
        String arrays = String.join(
                ", ",
                columns.stream().map(column -> "?::" + column.type() + "[]").toList());
        try (PreparedStatement insert =
                c.prepareStatement("INSERT INTO %s (model_version, %s) SELECT ?, u.* FROM unnest(%s) AS u"
                        .formatted(table, names, arrays))) {
            insert.setString(1, version);
            for (int i = 0; i < columns.size(); i++) {
                insert.setArray(
                        i + 2,
                        c.createArrayOf(columns.get(i).type(), values.get(i).toArray()));
                values.get(i).clear();
            }
            insert.executeUpdate();
        }
    }
}
