package io.desirepath.persona.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Parents and subsidiaries in PostgreSQL. */
@ApplicationScoped
public class AccountTree {

    /** Whoever gives an account a parent holds this lock, because a cycle takes two accounts that look harmless. */
    static final String LOCK = "the hierarchy of accounts";

    private static final int MAX_NODES = 10_000;
    private static final int MAX_LEVELS = 32;

    /** @param unknown true for a parent that has been named and not described or seen; left out otherwise */
    @Schema(name = "AccountNode")
    record Node(
            AccountId id,
            @Nullable String name,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unknown,
            List<Node> children) {}

    /**
     * @param root the topmost parent with everything below it, children in the order of their ids
     * @param path from the root to the account that was asked for
     */
    @Schema(name = "AccountHierarchy")
    record Hierarchy(
            Node root,
            List<AccountId> path,

            @Schema(description = "True if there are more than 10,000 accounts or 32 levels; the rest is left out")
            boolean truncated) {}

    private record Found(
            String id,
            @Nullable String name,
            boolean known,
            @Nullable String parent,
            int level) {}

    /** The whole tree an account is in; empty if there is no such account. */
    Optional<Hierarchy> of(Connection tx, AccountId account) throws SQLException {
        List<String> path = path(tx, account);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        List<Found> found = below(tx, path.getFirst());
        boolean truncated =
                found.size() > MAX_NODES || found.getLast().level >= MAX_LEVELS || parent(tx, path.getFirst()) != null;
        List<Found> shown = found.stream()
                .limit(MAX_NODES)
                .filter(node -> node.level < MAX_LEVELS)
                .toList();
        return Optional.of(
                new Hierarchy(tree(shown), path.stream().map(AccountId::new).toList(), truncated));
    }

    /**
     * Refuses a parent that would make the account its own ancestor. The caller holds {@link #LOCK}.
     *
     * @throws ProblemException CONFLICT naming the cycle
     */
    void refuseCycle(Connection tx, AccountId account, AccountId parent) throws SQLException {
        String sql = """
                WITH RECURSIVE up (id, level) AS (
                    SELECT ?::text COLLATE "C", 0
                    UNION ALL
                    SELECT a.parent_id, level + 1 FROM up JOIN account a ON a.id = up.id
                    WHERE a.parent_id IS NOT NULL AND up.id <> ?
                ) CYCLE id SET looped USING trail
                SELECT id FROM up WHERE NOT looped ORDER BY level""";
        List<String> ancestors = ids(tx, sql, parent.value(), account.value());
        if (ancestors.contains(account.value())) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "parentId: the account would be its own ancestor: '" + account + "' < "
                            + ancestors.stream().map(id -> "'" + id + "'").collect(Collectors.joining(" < ")));
        }
    }

    /** From the topmost ancestor, known or not, to the account; empty if there is no such account. */
    private static List<String> path(Connection tx, AccountId account) throws SQLException {
        String sql = """
                WITH RECURSIVE up (id, parent_id, level) AS (
                    SELECT id, parent_id, 1 FROM account WHERE id = ?
                    UNION ALL
                    SELECT up.parent_id, p.parent_id, level + 1 FROM up LEFT JOIN account p ON p.id = up.parent_id
                    WHERE up.parent_id IS NOT NULL AND level < %d
                ) CYCLE id SET looped USING trail
                SELECT id FROM up WHERE NOT looped ORDER BY level DESC""".formatted(MAX_LEVELS);
        return ids(tx, sql, account.value());
    }

    /** Breadth first, so that what is cut off is what is farthest from the root. */
    private static List<Found> below(Connection tx, String root) throws SQLException {
        String sql = """
                WITH RECURSIVE down (id, parent_id, level) AS (
                    SELECT ?::text COLLATE "C", NULL::text COLLATE "C", 0
                    UNION ALL
                    SELECT a.id, a.parent_id, level + 1 FROM down JOIN account a ON a.parent_id = down.id
                    WHERE level < %d
                ) CYCLE id SET looped USING trail
                SELECT d.id, a.name, a.id IS NOT NULL, d.parent_id, d.level
                FROM (SELECT * FROM down WHERE NOT looped LIMIT %d) d LEFT JOIN account a ON a.id = d.id
                ORDER BY d.level, d.id""".formatted(MAX_LEVELS, MAX_NODES + 1);
        List<Found> found = new ArrayList<>();
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            select.setString(1, root);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(new Found(
                        rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getString(4), rows.getInt(5)));
            }
        }
        return found;
    }

    private static Node tree(List<Found> found) {
        Map<String, Node> nodes = new HashMap<>();
        for (Found node : found) {
            Node made = new Node(new AccountId(node.id), node.name, !node.known, new ArrayList<>());
            nodes.put(node.id, made);
            Node parent = node.parent == null ? null : nodes.get(node.parent);
            if (parent != null) {
                parent.children.add(made);
            }
        }
        return java.util.Objects.requireNonNull(nodes.get(found.getFirst().id));
    }

    private static @Nullable String parent(Connection tx, String account) throws SQLException {
        List<String> parent = ids(tx, "SELECT parent_id FROM account WHERE id = ? AND parent_id IS NOT NULL", account);
        return parent.isEmpty() ? null : parent.getFirst();
    }

    private static List<String> ids(Connection tx, String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            ResultSet rows = select.executeQuery();
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }
}
