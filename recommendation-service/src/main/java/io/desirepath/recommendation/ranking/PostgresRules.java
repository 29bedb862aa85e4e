package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.recommendation.ranking.domain.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The merchandising rules, in {@code merchandising_rule}. */
@ApplicationScoped
class PostgresRules {

    private static final String SELECT =
            "SELECT rule_id, document, created_at, updated_at, revision FROM merchandising_rule ";

    private final ObjectMapper json;

    PostgresRules(ObjectMapper json) {
        this.json = json;
    }

    List<Rule> all(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(SELECT)) {
            return views(select.executeQuery()).stream()
                    .map(view -> view.document().rule(view.id()))
                    .toList();
        }
    }

    List<RuleView> page(Connection c, String after, int size) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(SELECT + "WHERE rule_id > ? ORDER BY rule_id LIMIT ?")) {
            select.setString(1, after);
            select.setInt(2, size);
            return views(select.executeQuery());
        }
    }

    Optional<RuleView> find(Connection c, String id) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(SELECT + "WHERE rule_id = ?")) {
            select.setString(1, id);
            return views(select.executeQuery()).stream().findFirst();
        }
    }

    void put(Connection tx, String id, RuleDocument document, long revision) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("""
                INSERT INTO merchandising_rule (rule_id, document, revision) VALUES (?, ?::json, ?)
                ON CONFLICT (rule_id) DO UPDATE SET
                    document = excluded.document, revision = excluded.revision, updated_at = now()""")) {
            upsert.setString(1, id);
            upsert.setString(2, write(document));
            upsert.setLong(3, revision);
            upsert.executeUpdate();
        }
    }

    void delete(Connection tx, String id) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("DELETE FROM merchandising_rule WHERE rule_id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    private List<RuleView> views(ResultSet rows) throws SQLException {
        List<RuleView> views = new ArrayList<>();
        while (rows.next()) {
            views.add(new RuleView(
                    rows.getString(1),
                    read(rows.getString(2)),
                    Instant.ofEpochMilli(rows.getTimestamp(3).getTime()),
                    Instant.ofEpochMilli(rows.getTimestamp(4).getTime()),
                    rows.getLong(5)));
        }
        return views;
    }

    private String write(RuleDocument document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule cannot be written", e);
        }
    }

    private RuleDocument read(String document) {
        try {
            return json.readValue(document, RuleDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored rule is not readable", e);
        }
    }
}
