package io.desirepath.journey.segment.profile;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.service.privacy.DeletedRows;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** How what is kept for segments is forgotten. Who acted with or for the forgotten is looked at again without them. */
public final class ForgetProfiles {

    private static final int CHUNK = 2000;

    private ForgetProfiles() {}

    /** @param service as in the names of stores, {@code journey} */
    public static List<ErasureStep> steps(ErasureTask task, String service) {
        String mine = task.ofContact() ? "contact_id = ?" : "account_id = ?";
        ErasureStep ties =
                new ErasureStep.Chunked(service + ".segment_contact_account", Action.DELETED, tx -> untie(tx, task));
        ErasureStep due = DeletedRows.step(
                task, service, "segment_due", "subject = '" + task.kind().name() + "' AND subject_id = ?");
        return task.ofContact()
                ? List.of(ties, DeletedRows.step(task, service, "segment_contact", mine), due)
                : List.of(
                        ties,
                        DeletedRows.step(task, service, "segment_account", mine),
                        DeletedRows.step(task, service, "segment_reorder", mine),
                        due);
    }

    private static Progress untie(Connection tx, ErasureTask task) throws SQLException {
        ErasureLock.alone(tx);
        String mine = task.ofContact() ? "contact_id" : "account_id";
        String others = task.ofContact() ? "account_id" : "contact_id";
        try (PreparedStatement delete = tx.prepareStatement("""
                DELETE FROM segment_contact_account WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM segment_contact_account WHERE %s = ? LIMIT %d))
                RETURNING %s""".formatted(mine, CHUNK, others))) {
            delete.setString(1, task.subjectId());
            Set<String> untied = Columns.ids(delete);
            DueSubjects due = new DueSubjects();
            if (task.ofContact()) {
                due.addAccounts(untied);
            } else {
                due.addContacts(untied);
            }
            due.save(tx, Trigger.PROFILE);
            return new Progress(untied.size(), untied.size() == CHUNK);
        }
    }
}
