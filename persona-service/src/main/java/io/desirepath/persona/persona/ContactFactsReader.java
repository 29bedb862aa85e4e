package io.desirepath.persona.persona;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.ActivityCondition;
import io.desirepath.contracts.condition.Facts.AccountFacts;
import io.desirepath.persona.persona.domain.Behaviour;
import io.desirepath.persona.persona.domain.ContactFacts;
import io.desirepath.service.feed.FeedJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What conditions may ask of contacts, read from their rows by one statement for all of them. */
@ApplicationScoped
class ContactFactsReader {

    private static final String CONTACTS = """
            SELECT c.id, c.title, c.department, c.role, c.traits::text AS traits,
                   c.seniority,
                   c.consents #>> '{PROFILING,consent}' IS DISTINCT FROM 'DENIED' AS activity_counts,
                   (SELECT json_agg(json_build_object('id', a.id, 'industry', a.industry, 'employees', a.employees,
                                                      'country', a.country) ORDER BY a.id)
                    FROM contact_account k JOIN account a ON a.id = k.account_id
                    WHERE k.contact_id = c.id)::text AS accounts,
                   (SELECT json_agg(json_build_array(b.event, b.touchpoint, b.day, b.count))
                    FROM (SELECT event, touchpoint, day, sum(count) AS count FROM contact_behaviour
                          WHERE contact_id = c.id AND day > ?
                          GROUP BY event, touchpoint, day) b)::text AS behaviour
            FROM contact c WHERE c.id = ANY (?)""";

    private final AccountStages stages;

    ContactFactsReader(AccountStages stages) {
        this.stages = stages;
    }

    private record Row(ContactFacts facts, List<AccountId> accounts) {}

    /** The facts of each of the contacts that exists. */
    Map<String, ContactFacts> read(Connection c, Collection<String> contacts, LocalDate today) throws SQLException {
        Map<String, Row> rows = new HashMap<>();
        Set<AccountId> accounts = new HashSet<>();
        try (PreparedStatement select = c.prepareStatement(CONTACTS)) {
            select.setObject(1, today.minusDays(ActivityCondition.MAX_DAYS));
            select.setArray(2, c.createArrayOf("text", contacts.toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                Row read = row(row, today);
                accounts.addAll(read.accounts());
                rows.put(row.getString("id"), read);
            }
        }
        Map<AccountId, Stage> known = stages.of(c, accounts);
        Map<String, ContactFacts> facts = new HashMap<>();
        rows.forEach((id, row) -> facts.put(id, withStages(row, known)));
        return facts;
    }

    private static Row row(ResultSet row, LocalDate today) throws SQLException {
        String role = row.getString("role");
        List<AccountId> ids = new ArrayList<>();
        List<AccountFacts> accounts = new ArrayList<>();
        for (JsonNode account : tree(row.getString("accounts"))) {
            ids.add(new AccountId(account.path("id").asText()));
            JsonNode employees = account.path("employees");
            accounts.add(new AccountFacts(
                    text(account.path("industry")),
                    employees.isInt() ? employees.asInt() : null,
                    text(account.path("country")),
                    null));
        }
        ContactFacts facts = new ContactFacts(
                role == null ? null : BuyingRole.valueOf(role),
                row.getString("seniority"),
                row.getString("department"),
                row.getString("title"),
                traits(row.getString("traits")),
                accounts,
                row.getBoolean("activity_counts") ? behaviour(row.getString("behaviour")) : null,
                today);
        return new Row(facts, ids);
    }

    private static ContactFacts withStages(Row row, Map<AccountId, Stage> stages) {
        ContactFacts f = row.facts();
        List<AccountFacts> accounts = new ArrayList<>();
        for (int i = 0; i < row.accounts().size(); i++) {
            AccountFacts a = f.accounts().get(i);
            accounts.add(new AccountFacts(
                    a.industry(),
                    a.employees(),
                    a.country(),
                    stages.get(row.accounts().get(i))));
        }
        return new ContactFacts(
                f.role(), f.seniority(), f.department(), f.title(), f.traits(), accounts, f.behaviour(), f.today());
    }

    private static List<Behaviour> behaviour(@Nullable String json) {
        List<Behaviour> behaviour = new ArrayList<>();
        for (JsonNode done : tree(json)) {
            behaviour.add(new Behaviour(
                    done.path(0).asText(),
                    done.path(1).asText(),
                    LocalDate.parse(done.path(2).asText()),
                    done.path(3).asLong()));
        }
        return behaviour;
    }

    private static Map<String, Object> traits(String json) {
        try {
            return FeedJson.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored traits cannot be read", e);
        }
    }

    private static JsonNode tree(@Nullable String json) {
        try {
            return FeedJson.MAPPER.readTree(json == null ? "[]" : json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL wrote what is no JSON", e);
        }
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.asText() : null;
    }
}
