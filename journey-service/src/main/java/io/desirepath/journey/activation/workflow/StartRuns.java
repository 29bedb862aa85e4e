package io.desirepath.journey.activation.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.activation.workflow.domain.Run;
import io.desirepath.journey.activation.workflow.domain.RunState;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.privacy.Tombstones;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Starts runs for changes of segments, and cancels those that the opposite change makes void, with the feed's cursor. */
@ApplicationScoped
public class StartRuns implements FeedProjection {

    private final PostgresWorkflows workflows;
    private final PostgresRuns runs;
    private final Tombstones tombstones;
    private final WorkflowMetrics metrics;
    private final Duration keep;

    StartRuns(
            PostgresWorkflows workflows,
            PostgresRuns runs,
            Tombstones tombstones,
            WorkflowMetrics metrics,
            WorkflowConfig config) {
        this.workflows = workflows;
        this.runs = runs;
        this.tombstones = tombstones;
        this.metrics = metrics;
        this.keep = config.keep();
    }

    @Override
    public String feed() {
        return Feeds.MEMBERSHIPS;
    }

    @Override
    public String name() {
        return "workflows";
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.shared(tx);
    }

    private record Told(FeedEvent event, MembershipChanged change) {}

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        if (!workflows.anyIsEnabled(tx)) {
            return;
        }
        List<Told> changes = events.stream()
                .filter(event -> event.type().equals(Feeds.SEGMENT_ENTERED)
                        || event.type().equals(Feeds.SEGMENT_EXITED))
                .map(event -> new Told(event, change(event)))
                // Those without an account have been redacted.
                .filter(told -> told.change().subject() == SegmentSubject.ACCOUNT
                        && told.change().accountId() != null)
                .toList();
        List<WorkflowRow> concerned = workflows.enabledOf(
                tx,
                changes.stream()
                        .map(told -> told.change().segmentId())
                        .distinct()
                        .toList());
        for (Told told : changes) {
            for (WorkflowRow workflow : concerned) {
                if (workflow.description().on().segment().equals(told.change().segmentId())) {
                    apply(tx, workflow, told);
                }
            }
        }
    }

    private void apply(Connection tx, WorkflowRow workflow, Told told) throws SQLException {
        String account = told.event().subject();
        WorkflowDescription described = workflow.description();
        if (!described.on().change().is(told.change().type())) {
            if (described.isCancelledByOpposite()) {
                String reason =
                        "The account " + (told.change().type().equals(Feeds.SEGMENT_EXITED) ? "left" : "entered")
                                + " the segment again";
                metrics.became(RunState.CANCELLED, runs.cancel(tx, workflow.id(), account, reason));
            }
        } else if (starts(tx, workflow, told)) {
            Run run = Run.begin(
                    WorkflowDescription.steps(described.steps()), told.change().at());
            runs.start(tx, workflow, account, told.change(), run).ifPresent(state -> metrics.became(state, 1));
        }
    }

    /** Only what somebody did, or did not do in time: a definition says nothing new of those for whom it holds. */
    private boolean starts(Connection tx, WorkflowRow workflow, Told told) throws SQLException {
        boolean somethingHappened = switch (told.change().reason().trigger()) {
            case ACTIVITY, STAGE, PROFILE, REORDER, TIME -> true;
            case DEFINITION, SEGMENT_DELETED, ERASURE -> false;
        };
        Instant written = told.event().time();
        // Runs for older changes may have been tidied away, if the feed is read again.
        Instant oldest = Instant.now().minus(keep);
        Subject account = Subject.account(told.event().subject());
        return somethingHappened
                && !written.isBefore(workflow.startsFrom())
                && written.isAfter(oldest)
                && !tombstones.refusals(tx, List.of(account)).refuses(account, written);
    }

    private static MembershipChanged change(FeedEvent event) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), MembershipChanged.class);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not a change of a membership: " + event.id());
        }
    }
}
