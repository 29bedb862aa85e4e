package io.desirepath.journey.privacy;

import io.desirepath.contracts.ErasureDone;
import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.contracts.Feeds;
import io.desirepath.journey.activation.webhook.WebhookErasure;
import io.desirepath.journey.ingestion.RecordAccepted;
import io.desirepath.journey.segment.ForgetMemberships;
import io.desirepath.journey.segment.profile.ForgetProfiles;
import io.desirepath.journey.stage.AdvanceJourneys;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.privacy.DeadLetterRedaction;
import io.desirepath.service.privacy.DeletedRows;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureTask;
import io.desirepath.service.privacy.FeedRedaction;
import io.desirepath.service.privacy.SubjectErasure;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** How this service forgets: a contact leaves the account its orders, an account leaves nothing. */
@Singleton
class JourneyErasure implements SubjectErasure {

    private static final String SERVICE = "journey";
    private static final String REPORTED_AS = "journey-service";

    private static final String VISITORS = """
            SELECT anonymous_id FROM identity_link
            WHERE anonymous_id IN (SELECT anonymous_id FROM identity_link WHERE contact_id = ?)
            GROUP BY anonymous_id HAVING count(DISTINCT contact_id) = 1""";

    private final RecordAccepted acceptedCalls;
    private final AdvanceJourneys journeys;
    private final ForgetMemberships memberships;
    private final DataSource database;
    private final ChangeFeed done;

    JourneyErasure(
            RecordAccepted acceptedCalls,
            AdvanceJourneys journeys,
            ForgetMemberships memberships,
            DataSource database,
            @Identifier(Feeds.ERASURES_DONE) ChangeFeed done) {
        this.acceptedCalls = acceptedCalls;
        this.journeys = journeys;
        this.memberships = memberships;
        this.database = database;
        this.done = done;
    }

    @Override
    public Set<String> visitors(Connection tx, ErasureRequested request) throws SQLException {
        Set<String> visitors = new HashSet<>();
        if (request.kind() == ErasureRequested.Kind.CONTACT) {
            try (PreparedStatement select = tx.prepareStatement(VISITORS)) {
                select.setString(1, request.subjectId());
                ResultSet rows = select.executeQuery();
                while (rows.next()) {
                    visitors.add(rows.getString(1));
                }
            }
        }
        return visitors;
    }

    @Override
    public List<ErasureStep> steps(ErasureTask task) {
        List<ErasureStep> steps = new ArrayList<>();
        // Recording refuses what is of somebody erased, so nothing of theirs is left when it has recorded all that
        // waited.
        steps.add(new ErasureStep.Whole(SERVICE + ".accepted_call", Action.DELETED, acceptedCalls::untilNow));
        steps.addAll(task.ofContact() ? ofContact(task) : ofAccount(task));
        steps.addAll(ForgetProfiles.steps(task, SERVICE));
        steps.add(memberships.step(task, SERVICE));
        steps.add(WebhookErasure.untilQueued(database));
        steps.add(FeedRedaction.step(task, SERVICE, Feeds.MEMBERSHIPS));
        steps.add(new ErasureStep.Chunked(SERVICE + ".reject", Action.REDACTED, new RejectRedaction(task)));
        steps.add(FeedRedaction.step(task, SERVICE, Feeds.ACTIVITIES));
        steps.add(FeedRedaction.step(task, SERVICE, Feeds.STAGES));
        if (!task.ofContact()) {
            // Before the messages, so that no step queues another one.
            steps.add(DeletedRows.step(task, SERVICE, "workflow_run", "account_id = ?"));
        }
        steps.addAll(WebhookErasure.steps(task));
        steps.add(DeadLetterRedaction.step(task, SERVICE));
        return steps;
    }

    private List<ErasureStep> ofContact(ErasureTask task) {
        String visitors = "(SELECT unnest(anonymous_ids) FROM erasure_task WHERE erasure_id = '"
                + task.erasureId().replace("'", "''") + "')";
        return List.of(
                new ErasureStep.Chunked(
                        SERVICE + ".activity",
                        Action.PSEUDONYMISED,
                        new ContactActivities(task, journeys, ContactActivities.Change.PSEUDONYMISE)),
                new ErasureStep.Chunked(
                        SERVICE + ".activity",
                        Action.DELETED,
                        new ContactActivities(task, journeys, ContactActivities.Change.DELETE)),
                new ErasureStep.Chunked(SERVICE + ".activity", Action.REDACTED, new VisitorTraces(task)),
                DeletedRows.step(task, SERVICE, "identity_link", "contact_id = ? OR anonymous_id IN " + visitors),
                DeletedRows.step(
                        task,
                        SERVICE,
                        "identity_membership",
                        "user_id = ? OR user_id IS NULL AND anonymous_id IN " + visitors),
                DeletedRows.step(task, SERVICE, "contact_domain", "contact_id = ?"),
                DeletedRows.step(task, SERVICE, "contact_profile", "contact_id = ?"));
    }

    private static List<ErasureStep> ofAccount(ErasureTask task) {
        List<ErasureStep> steps = new ArrayList<>();
        steps.add(new ErasureStep.Chunked(SERVICE + ".activity", Action.DELETED, new AccountActivities(task)));
        for (String table : List.of(
                "account_stage",
                "stage_checkpoint",
                "stage_transition",
                "journey_label",
                "identity_membership",
                "account_profile")) {
            steps.add(DeletedRows.step(task, SERVICE, table, "account_id = ?"));
        }
        return steps;
    }

    @Override
    public void finish(Connection tx, ErasureTask task, List<StoreReport> stores) throws SQLException {
        done.append(
                tx,
                List.of(new FeedRecord(
                        Feeds.ERASURE_DONE, task.erasureId(), new ErasureDone(task.erasureId(), REPORTED_AS, stores))));
    }
}
