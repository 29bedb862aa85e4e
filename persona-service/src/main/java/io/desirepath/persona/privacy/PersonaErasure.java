package io.desirepath.persona.privacy;

import io.desirepath.contracts.ErasureDone;
import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.privacy.DeadLetterRedaction;
import io.desirepath.service.privacy.DeletedRows;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import io.desirepath.service.privacy.FeedRedaction;
import io.desirepath.service.privacy.SubjectErasure;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How this service forgets. The profile itself goes with the request; this is for all that is kept beside it. A new table
 * with a contact's or an account's id has to be named here, and {@code ErasureIT} scans every table for it.
 */
@Singleton
class PersonaErasure implements SubjectErasure {

    private static final String SERVICE = "persona";
    private static final String REPORTED_AS = "persona-service";

    /** @param condition with one placeholder, for the id */
    private record Rows(String table, String condition) {}

    private static final List<Rows> OF_CONTACT = List.of(
            new Rows("contact_activity", "contact_id = ?"),
            new Rows("contact_persona", "contact_id = ?"),
            new Rows("contact_behaviour", "contact_id = ?"),
            new Rows("persona_due", "contact_id = ?"),
            new Rows("trait_misfit", "subject = 'contact' AND subject_id = ?"),
            new Rows("contact_account_tombstone", "contact_id = ?"),
            new Rows("contact_tombstone", "contact_id = ?"));

    private static final List<Rows> OF_ACCOUNT = List.of(
            new Rows("contact_activity", "account_id = ?"),
            new Rows("contact_behaviour", "account_id = ?"),
            new Rows("account_stage", "account_id = ?"),
            new Rows("trait_misfit", "subject = 'account' AND subject_id = ?"),
            new Rows("contact_account_tombstone", "account_id = ?"),
            new Rows("account_tombstone", "account_id = ?"));

    private final Erasures erasures;

    PersonaErasure(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public List<ErasureStep> steps(ErasureTask task) {
        List<ErasureStep> steps = new ArrayList<>();
        for (Rows rows : task.ofContact() ? OF_CONTACT : OF_ACCOUNT) {
            steps.add(ifThere(rows.table(), DeletedRows.step(task, SERVICE, rows.table(), rows.condition())));
        }
        if (task.ofContact()) {
            for (String table : List.of("persona_reassignment", "contact_retelling")) {
                steps.add(new ErasureStep.Chunked(
                        SERVICE + "." + table, Action.REDACTED, tx -> startOver(tx, task, table)));
            }
        } else {
            steps.add(new ErasureStep.Chunked(SERVICE + ".account", Action.REDACTED, tx -> orphan(tx, task)));
        }
        steps.add(FeedRedaction.step(task, SERVICE, Feeds.PROFILES));
        steps.add(DeadLetterRedaction.step(task, SERVICE));
        return steps;
    }

    @Override
    public void finish(Connection tx, ErasureTask task, List<StoreReport> stores) throws SQLException {
        erasures.report(tx, new ErasureDone(task.erasureId(), REPORTED_AS, stores));
    }

    /** Some tables come with features that a deployment may not have migrated to yet. */
    private static ErasureStep ifThere(String table, ErasureStep step) {
        return step instanceof ErasureStep.Chunked(String store, Action action, ErasureStep.Chunks chunks)
                ? new ErasureStep.Chunked(store, action, tx -> isThere(tx, table) ? chunks.next(tx) : Progress.last(0))
                : step;
    }

    private static boolean isThere(Connection tx, String table) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            select.setString(1, table);
            ResultSet row = select.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    /** The work on all contacts may have stopped at this one: it begins anew. */
    private static Progress startOver(Connection tx, ErasureTask task, String table) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE " + table + " SET after_contact = '' WHERE after_contact = ?")) {
            update.setString(1, task.subjectId());
            return Progress.last(update.executeUpdate());
        }
    }

    /** Subsidiaries stay, without a parent. */
    private static Progress orphan(Connection tx, ErasureTask task) throws SQLException {
        AccountLocks.lock(tx, List.of(task.subjectId()));
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE account SET parent_id = NULL, declared = declared - 'parentId' WHERE parent_id = ?")) {
            update.setString(1, task.subjectId());
            return Progress.last(update.executeUpdate());
        }
    }
}
