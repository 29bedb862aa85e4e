package io.desirepath.recommendation.privacy;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.accountcontext.Subsidiaries;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What was agreed with an account, and what its subsidiaries inherited from it. */
final class AccountTerms {

    /** A catalogue or price list that was the account's alone goes with its name; others lose the account. */
    private static final String UNASSIGN = """
            UPDATE %1$s SET
                declared = CASE
                    WHEN declared -> 'accounts' = jsonb_build_array(?::text) AND declared -> '%2$s' = '[]'::jsonb
                         AND declared -> '%3$s' = 'false'::jsonb THEN NULL
                    ELSE jsonb_set(declared, '{accounts}', (declared -> 'accounts') - ?::text) END,
                revision = revision + 1, updated_at = now()
            WHERE declared -> 'accounts' @> to_jsonb(?::text)""";

    private static final String LOCK =
            "SELECT account_id FROM account_context WHERE account_id = ANY (?) ORDER BY account_id FOR UPDATE";
    private static final String ORPHAN = "UPDATE account_context SET parent_id = NULL WHERE parent_id = ?";

    private final ErasureTask task;
    private final Subsidiaries subsidiaries;
    private final AccountContexts contexts;
    private final Set<String> inherited = new TreeSet<>();

    AccountTerms(ErasureTask task, Subsidiaries subsidiaries, AccountContexts contexts) {
        this.task = task;
        this.subsidiaries = subsidiaries;
        this.contexts = contexts;
    }

    ErasureStep.Chunks catalogs() {
        return tx -> unassign(tx, "catalog", "catalogGroups", "forEverybody");
    }

    ErasureStep.Chunks priceLists() {
        return tx -> unassign(tx, "price_list", "priceGroups", "shownToEverybody");
    }

    private Progress unassign(Connection tx, String table, String groups, String everybody) throws SQLException {
        ErasureLock.alone(tx);
        try (PreparedStatement update = tx.prepareStatement(UNASSIGN.formatted(table, groups, everybody))) {
            update.setString(1, task.subjectId());
            update.setString(2, task.subjectId());
            update.setString(3, task.subjectId());
            return Progress.last(update.executeUpdate());
        }
    }

    /** Subsidiaries stay, without a parent. */
    Progress orphan(Connection tx) throws SQLException {
        ErasureLock.alone(tx);
        Collection<String> below = subsidiaries.below(tx, List.of(task.subjectId()));
        try (PreparedStatement lock = tx.prepareStatement(LOCK);
                PreparedStatement update = tx.prepareStatement(ORPHAN)) {
            lock.setArray(1, tx.createArrayOf("text", below.toArray()));
            lock.executeQuery();
            update.setString(1, task.subjectId());
            int orphans = update.executeUpdate();
            subsidiaries.revise(tx, below);
            inherited.addAll(below);
            return Progress.last(orphans);
        }
    }

    /** Their cached contexts name the parent; should this not be reached, they live on for their time at most. */
    long forgetInherited() {
        long forgotten = 0;
        for (String account : inherited) {
            forgotten += contexts.forget(new AccountId(account));
        }
        return forgotten;
    }
}
