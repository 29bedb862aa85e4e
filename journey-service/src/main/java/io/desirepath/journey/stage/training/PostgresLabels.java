package io.desirepath.journey.stage.training;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.training.SentLabel.Label;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where somebody who should know has said that accounts stood, in PostgreSQL. */
@Singleton
class PostgresLabels {

    private static final String SAVE = """
            INSERT INTO journey_label AS l (account_id, at, stage, said)
            SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[])
            ON CONFLICT (account_id, at) DO UPDATE
            SET stage = excluded.stage, said = excluded.said, received_at = now()
            WHERE (l.stage, l.said) <> (excluded.stage, excluded.said)""";

    private static final String LIST = """
            SELECT account_id, at, stage, said, received_at FROM journey_label
            WHERE (account_id, at) > (?, ?::timestamptz) AND (?::text IS NULL OR account_id = ?)
            ORDER BY account_id, at LIMIT ?""";

    @Schema(name = "StoredJourneyLabel")
    record StoredLabel(
            String accountId,
            Instant at,
            Stage stage,

            @Schema(description = "The stage as it was sent.")
            String said,

            Instant receivedAt) {}

    /** @param labels no two of one account and moment */
    void save(Connection tx, List<Label> labels) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement(SAVE)) {
            set(upsert, 1, labels, label -> label.account().value());
            set(upsert, 2, labels, label -> label.at().toString());
            set(upsert, 3, labels, label -> label.stage().name());
            set(upsert, 4, labels, Label::said);
            upsert.executeUpdate();
        }
    }

    /** @param account whose, null for all */
    List<StoredLabel> list(Connection c, @Nullable String account, String afterAccount, Instant afterAt, int limit)
            throws SQLException {
        List<StoredLabel> found = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(LIST)) {
            select.setString(1, afterAccount);
            select.setString(2, afterAt.toString());
            select.setString(3, account);
            select.setString(4, account);
            select.setInt(5, limit);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(new StoredLabel(
                        rows.getString("account_id"),
                        Objects.requireNonNull(PostgresJourneyModels.at(rows, "at")),
                        Stage.valueOf(rows.getString("stage")),
                        rows.getString("said"),
                        Objects.requireNonNull(PostgresJourneyModels.at(rows, "received_at"))));
            }
        }
        return found;
    }

    private static void set(PreparedStatement statement, int index, List<Label> labels, Function<Label, String> column)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf("text", labels.stream().map(column).toArray()));
    }
}
