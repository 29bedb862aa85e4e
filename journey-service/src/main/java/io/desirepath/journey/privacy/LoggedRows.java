package io.desirepath.journey.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of the activity log, by where they lie: the log has no key that would find every row. */
final class LoggedRows {

    static final String COLUMNS =
            "tableoid::regclass::text AS partition, ctid::text AS ctid, account_id, at, message_id, properties";

    private LoggedRows() {}

    record Row(
            String partition, String ctid, @Nullable String account, Instant at, String messageId, String properties) {}

    static List<Row> read(PreparedStatement select) throws SQLException {
        List<Row> found = new ArrayList<>();
        ResultSet rows = select.executeQuery();
        while (rows.next()) {
            found.add(new Row(
                    rows.getString("partition"),
                    rows.getString("ctid"),
                    rows.getString("account_id"),
                    rows.getObject("at", OffsetDateTime.class).toInstant(),
                    rows.getString("message_id"),
                    rows.getString("properties")));
        }
        return found;
    }

    /**
     * Deletes the rows and what transitions say of them. That their message ids were received stays known, else a late
     * copy could count for somebody who is left; unless the sender made them from the subject's own id.
     */
    static void delete(Connection tx, List<Row> rows, String subject) throws SQLException {
        for (Map.Entry<String, List<Row>> entry : byPartition(rows).entrySet()) {
            execute(
                    tx,
                    "DELETE FROM " + entry.getKey() + " WHERE ctid = ANY (?::tid[])",
                    entry.getValue().stream().map(Row::ctid).toList());
        }
        List<String> ids = rows.stream().map(Row::messageId).toList();
        execute(
                tx,
                "DELETE FROM received_message WHERE message_id = ANY (?::text[])",
                ids.stream().filter(id -> id.contains(subject)).toList());
        List<String> accounts = rows.stream()
                .map(Row::account)
                .filter(account -> account != null)
                .map(String::valueOf)
                .distinct()
                .toList();
        execute(
                tx,
                "UPDATE stage_transition SET caused_by = NULL"
                        + " WHERE account_id = ANY (?::text[]) AND caused_by = ANY (?::text[])",
                accounts,
                ids);
    }

    static Map<String, List<Row>> byPartition(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(Row::partition));
    }

    @SafeVarargs
    private static void execute(Connection tx, String sql, Collection<String>... parameters) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setArray(i + 1, tx.createArrayOf("text", parameters[i].toArray()));
            }
            statement.executeUpdate();
        }
    }
}
