package io.desirepath.journey.segment.profile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement that takes many rows at once: an array for each column. */
final class Columns<T> {

    private final Connection tx;
    private final PreparedStatement statement;
    private final Map<String, T> rows;
    private int parameter;

    Columns(Connection tx, PreparedStatement statement, Map<String, T> rows) {
        this.tx = tx;
        this.statement = statement;
        this.rows = rows;
    }

    /** @param type PostgreSQL's name for it */
    Columns<T> add(String type, BiFunction<String, T, @Nullable Object> value) throws SQLException {
        Object[] values = rows.entrySet().stream()
                .map(row -> value.apply(row.getKey(), row.getValue()))
                .toArray();
        statement.setArray(++parameter, tx.createArrayOf(type, values));
        return this;
    }

    /** The first column of what the statement returns. */
    static Set<String> ids(PreparedStatement statement) throws SQLException {
        Set<String> ids = new HashSet<>();
        ResultSet row = statement.executeQuery();
        while (row.next()) {
            ids.add(row.getString(1));
        }
        return ids;
    }

    /** The first column of what the statement returns, with what the second says of it. */
    static Map<String, Boolean> flags(PreparedStatement statement) throws SQLException {
        Map<String, Boolean> flags = new HashMap<>();
        ResultSet row = statement.executeQuery();
        while (row.next()) {
            flags.put(row.getString(1), row.getBoolean(2));
        }
        return flags;
    }
}
