package io.desirepath.persona.buyinggroup;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Stage;
import io.desirepath.persona.contact.domain.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Buying groups in PostgreSQL: who acts for an account, and when they did. */
@ApplicationScoped
class BuyingGroups {

    record StageNow(Stage stage, Instant since) {}

    /** @param days on which the contact did anything for the account, in UTC, since the given horizon */
    record Presence(
            ContactId contact,
            @Nullable String name,
            @Nullable String title,
            @Nullable BuyingRole role,
            @Nullable Source roleSource,
            @Nullable Double roleConfidence,
            @Nullable Instant firstSeenAt,
            @Nullable Instant lastSeenAt,
            List<LocalDate> days,
            long activities30d) {}

    Optional<StageNow> stage(Connection tx, AccountId account) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT stage, since FROM account_stage WHERE account_id = ? AND stage IS NOT NULL")) {
            select.setString(1, account.value());
            ResultSet row = select.executeQuery();
            return row.next()
                    ? Optional.of(new StageNow(
                            Stage.valueOf(row.getString(1)), row.getTimestamp(2).toInstant()))
                    : Optional.empty();
        }
    }

    /** The roles that the account's contacts play, each with the greatest confidence. */
    Map<BuyingRole, Double> roles(Connection tx, AccountId account) throws SQLException {
        String sql = """
                SELECT c.role, max(c.role_confidence) FROM contact_account l JOIN contact c ON c.id = l.contact_id
                WHERE l.account_id = ? AND c.role IS NOT NULL GROUP BY c.role""";
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setString(1, account.value());
            ResultSet rows = select.executeQuery();
            Map<BuyingRole, Double> roles = new EnumMap<>(BuyingRole.class);
            while (rows.next()) {
                roles.put(BuyingRole.valueOf(rows.getString(1)), rows.getDouble(2));
            }
            return roles;
        }
    }

    /** Up to {@code count} contacts of an account, those seen last first. */
    List<Presence> presences(Connection tx, AccountId account, Instant horizon, Instant monthAgo, int count)
            throws SQLException {
        String sql = """
                SELECT c.id, c.name, c.title, c.role, c.role_source, c.role_confidence, s.first_at, s.last_at,
                       coalesce(d.days, '{}') AS days, coalesce(d.activities, 0) AS activities
                FROM contact_account l
                JOIN contact c ON c.id = l.contact_id
                LEFT JOIN LATERAL (
                    SELECT min(a.at) AS first_at, max(a.at) AS last_at FROM contact_activity a
                    WHERE a.account_id = l.account_id AND a.contact_id = l.contact_id) s ON true
                LEFT JOIN LATERAL (
                    SELECT array_agg(DISTINCT (a.at AT TIME ZONE 'UTC')::date) AS days,
                           count(*) FILTER (WHERE a.at > ?) AS activities
                    FROM contact_activity a
                    WHERE a.account_id = l.account_id AND a.contact_id = l.contact_id AND a.at > ?) d ON true
                WHERE l.account_id = ?
                ORDER BY s.last_at DESC NULLS LAST, c.id LIMIT ?""";
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setTimestamp(1, Timestamp.from(monthAgo));
            select.setTimestamp(2, Timestamp.from(horizon));
            select.setString(3, account.value());
            select.setInt(4, count);
            ResultSet rows = select.executeQuery();
            List<Presence> presences = new ArrayList<>();
            while (rows.next()) {
                presences.add(presence(rows));
            }
            return presences;
        }
    }

    private static Presence presence(ResultSet row) throws SQLException {
        String role = row.getString("role");
        String source = row.getString("role_source");
        return new Presence(
                new ContactId(row.getString("id")),
                row.getString("name"),
                row.getString("title"),
                role == null ? null : BuyingRole.valueOf(role),
                source == null ? null : Source.valueOf(source),
                row.getObject("role_confidence", Double.class),
                instant(row.getTimestamp("first_at")),
                instant(row.getTimestamp("last_at")),
                dates(row.getArray("days")),
                row.getLong("activities"));
    }

    private static List<LocalDate> dates(Array days) throws SQLException {
        return Arrays.stream((Date[]) days.getArray()).map(Date::toLocalDate).toList();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
