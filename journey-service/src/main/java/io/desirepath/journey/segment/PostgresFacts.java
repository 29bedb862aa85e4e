package io.desirepath.journey.segment;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.Fact;
import io.desirepath.contracts.condition.Facts.AccountFacts;
import io.desirepath.contracts.condition.Facts.Belief;
import io.desirepath.contracts.condition.Facts.BuyingGroup;
import io.desirepath.contracts.condition.Facts.Journey;
import io.desirepath.contracts.condition.Facts.LikelyPersona;
import io.desirepath.contracts.condition.Facts.Move;
import io.desirepath.contracts.condition.Facts.Reorders;
import io.desirepath.journey.segment.domain.SubjectFacts.Person;
import io.desirepath.journey.stage.ReadBeliefs;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of accounts and contacts, in PostgreSQL: of many at once, and no more than is asked for. */
@Singleton
class PostgresFacts {

    private static final String ACCOUNTS = """
            SELECT u.id, p.industry, p.employees, p.country, s.stage, s.account_id IS NOT NULL AS active
            FROM unnest(?::text[]) u (id)
            LEFT JOIN segment_account p ON p.account_id = u.id
            LEFT JOIN account_stage s ON s.account_id = u.id AND s.first_at < '9999-01-01T00:00:00Z'
            WHERE p.account_id IS NOT NULL OR s.account_id IS NOT NULL""";

    private static final String MOVES = """
            SELECT account_id, from_stage, to_stage, at, caused_by FROM stage_transition
            WHERE account_id = ANY (?::text[]) ORDER BY account_id, revision""";

    // Each contact by its key: joined as a whole, all contacts would be read for the few of these accounts.
    private static final String GROUPS = """
            SELECT k.account_id, c.role, c.role_confidence, c.persona_id, c.persona_probability
            FROM segment_contact_account k CROSS JOIN LATERAL (
                SELECT * FROM segment_contact WHERE contact_id = k.contact_id OFFSET 0) c
            WHERE k.account_id = ANY (?::text[])""";

    private static final String REORDERS = """
            SELECT account_id, count(*) FILTER (WHERE state = 'OVERDUE') AS overdue,
                   count(*) FILTER (WHERE state = 'LAPSED') AS lapsed
            FROM segment_reorder WHERE account_id = ANY (?::text[]) GROUP BY account_id""";

    private static final String CONTACTS = """
            SELECT c.contact_id, c.role, c.role_confidence, c.seniority, c.department, c.persona_id, c.persona_probability,
                   c.profiling, array(SELECT k.account_id FROM segment_contact_account k
                                      WHERE k.contact_id = c.contact_id ORDER BY k.account_id) AS accounts
            FROM segment_contact c WHERE c.contact_id = ANY (?::text[])""";

    private final ReadBeliefs beliefs;
    private final SegmentConfig config;

    PostgresFacts(ReadBeliefs beliefs, SegmentConfig config) {
        this.beliefs = beliefs;
        this.config = config;
    }

    /** @param profiled whether what the contact does may be looked at */
    record KnownContact(Person person, List<String> accounts, boolean profiled) {}

    /** The facts of each of the accounts that exists. */
    Map<String, AccountFacts> accounts(Connection c, Collection<String> ids, Set<Fact> asked, Instant now)
            throws SQLException {
        Map<String, List<Move>> moves = asked.contains(Fact.STAGE) ? moves(c, ids) : Map.of();
        boolean orders = asked.contains(Fact.PURCHASE);
        Map<AccountId, Belief> believed = orders || asked.contains(Fact.BELIEF)
                ? beliefs.of(c, ids.stream().map(AccountId::new).toList(), orders, now)
                : Map.of();
        Map<String, BuyingGroup> groups = asked.contains(Fact.BUYING_GROUP) ? groups(c, ids) : Map.of();
        Map<String, Reorders> reorders = asked.contains(Fact.REORDERS) ? reorders(c, ids) : Map.of();
        Map<String, AccountFacts> facts = new HashMap<>();
        query(c, ACCOUNTS, ids, row -> {
            String id = row.getString("id");
            String stage = row.getString("stage");
            facts.put(
                    id,
                    new AccountFacts(
                            row.getString("industry"),
                            row.getObject("employees", Integer.class),
                            row.getString("country"),
                            stage == null ? null : Stage.valueOf(stage),
                            row.getBoolean("active")
                                    ? new Journey(
                                            now, moves.getOrDefault(id, List.of()), believed.get(new AccountId(id)))
                                    : null,
                            groups.getOrDefault(id, new BuyingGroup(Set.of(), Map.of())),
                            reorders.getOrDefault(id, new Reorders(0, 0))));
        });
        return facts;
    }

    /** What is known of each of the contacts that exists. */
    Map<String, KnownContact> contacts(Connection c, Collection<String> ids) throws SQLException {
        Map<String, KnownContact> contacts = new HashMap<>();
        query(c, CONTACTS, ids, row -> {
            String persona = row.getString("persona_id");
            contacts.put(
                    row.getString("contact_id"),
                    new KnownContact(
                            new Person(
                                    role(row),
                                    row.getString("seniority"),
                                    row.getString("department"),
                                    persona == null
                                            ? null
                                            : new LikelyPersona(persona, row.getDouble("persona_probability"))),
                            List.of((String[]) row.getArray("accounts").getArray()),
                            !row.getString("profiling").equals("DENIED")));
        });
        return contacts;
    }

    private static Map<String, List<Move>> moves(Connection c, Collection<String> accounts) throws SQLException {
        Map<String, List<Move>> moves = new HashMap<>();
        query(c, MOVES, accounts, row -> {
            String from = row.getString("from_stage");
            String cause = row.getString("caused_by");
            moves.computeIfAbsent(row.getString("account_id"), id -> new ArrayList<>())
                    .add(new Move(
                            from == null ? null : Stage.valueOf(from),
                            Stage.valueOf(row.getString("to_stage")),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            cause == null ? null : new MessageId(cause)));
        });
        return moves;
    }

    private Map<String, BuyingGroup> groups(Connection c, Collection<String> accounts) throws SQLException {
        Map<String, Set<BuyingRole>> roles = new HashMap<>();
        Map<String, Map<String, Double>> personas = new HashMap<>();
        query(c, GROUPS, accounts, row -> {
            String account = row.getString("account_id");
            BuyingRole role = role(row);
            if (role != null) {
                roles.computeIfAbsent(account, id -> EnumSet.noneOf(BuyingRole.class))
                        .add(role);
            }
            String persona = row.getString("persona_id");
            if (persona != null) {
                personas.computeIfAbsent(account, id -> new HashMap<>())
                        .merge(persona, row.getDouble("persona_probability"), Math::max);
            }
        });
        Map<String, BuyingGroup> groups = new HashMap<>();
        accounts.forEach(account -> groups.put(
                account,
                new BuyingGroup(roles.getOrDefault(account, Set.of()), personas.getOrDefault(account, Map.of()))));
        return groups;
    }

    private static Map<String, Reorders> reorders(Connection c, Collection<String> accounts) throws SQLException {
        Map<String, Reorders> reorders = new HashMap<>();
        query(
                c,
                REORDERS,
                accounts,
                row -> reorders.put(
                        row.getString("account_id"), new Reorders(row.getInt("overdue"), row.getInt("lapsed"))));
        return reorders;
    }

    /** A declared role, or one inferred with enough confidence. */
    private @Nullable BuyingRole role(ResultSet row) throws SQLException {
        String role = row.getString("role");
        Double confidence = row.getObject("role_confidence", Double.class);
        return role == null || confidence != null && confidence < config.minRoleConfidence()
                ? null
                : BuyingRole.valueOf(role);
    }

    private interface Each {
        void row(ResultSet row) throws SQLException;
    }

    private static void query(Connection c, String sql, Collection<String> ids, Each each) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setArray(1, c.createArrayOf("text", ids.toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                each.row(rows);
            }
        }
    }
}
