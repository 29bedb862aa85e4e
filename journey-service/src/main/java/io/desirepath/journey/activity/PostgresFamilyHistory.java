package io.desirepath.journey.activity;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.FamilyHistory;
import io.desirepath.journey.stage.domain.Observation;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads product families out of the log of activities. */
@Singleton
class PostgresFamilyHistory implements FamilyHistory {

    private static final String BY_FAMILY = """
            SELECT a.account_id, a.at, a.message_id, a.contact_id, a.event, a.mark, a.ground, p.role, f.family
            FROM (SELECT * FROM activity
                  WHERE account_id = ? AND at >= ?::timestamptz AND mark IS NOT NULL
                  ORDER BY at DESC LIMIT ?) a
            LEFT JOIN contact_profile p ON p.contact_id = a.contact_id
            CROSS JOIN LATERAL (
                SELECT DISTINCT left(btrim(named), 256) AS family
                FROM (SELECT a.properties ->> 'category' AS named
                      UNION ALL
                      SELECT line ->> 'category'
                      FROM json_array_elements(CASE json_typeof(a.properties -> 'products')
                          WHEN 'array' THEN a.properties -> 'products' ELSE '[]' END) AS lines (line)) names
                WHERE btrim(named) <> '') f
            WHERE p.profiling IS DISTINCT FROM 'DENIED'""";

    @Override
    public Map<String, List<Observation>> byFamily(Connection c, AccountId account, Instant from, int most)
            throws SQLException {
        Map<String, List<Observation>> found = new TreeMap<>();
        try (PreparedStatement select = c.prepareStatement(BY_FAMILY)) {
            select.setString(1, account.value());
            select.setString(2, from.toString());
            select.setInt(3, most);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.computeIfAbsent(rows.getString("family"), family -> new ArrayList<>())
                        .add(PostgresActivityLog.observation(rows));
            }
        }
        found.values().forEach(Collections::sort);
        return found;
    }
}
