package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.activation.webhook.QueueNotification;
import io.desirepath.journey.activation.workflow.domain.RunState;
import io.desirepath.journey.activation.workflow.domain.Step;
import io.desirepath.journey.activation.workflow.domain.StepLog;
import io.desirepath.journey.activation.workflow.domain.StepState;
import io.desirepath.service.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Shows runs, and cancels one if it is not what somebody wants. */
@Singleton
class LookAtRuns {

    private final DataSource database;
    private final PostgresWorkflows workflows;
    private final PostgresRuns runs;
    private final QueueNotification webhooks;
    private final WorkflowMetrics metrics;

    LookAtRuns(
            DataSource database,
            PostgresWorkflows workflows,
            PostgresRuns runs,
            QueueNotification webhooks,
            WorkflowMetrics metrics) {
        this.database = database;
        this.workflows = workflows;
        this.runs = runs;
        this.webhooks = webhooks;
        this.metrics = metrics;
    }

    /** @throws ProblemException UNKNOWN_WORKFLOW */
    List<RunRow> page(String workflow, @Nullable RunState state, long below, int limit) throws SQLException {
        try (Connection c = database.getConnection()) {
            if (workflows.find(c, workflow).isEmpty()) {
                throw DefineWorkflows.unknown(workflow);
            }
            return runs.page(c, workflow, state, below, limit);
        }
    }

    /**
     * With what receivers of webhooks have answered.
     *
     * @throws ProblemException UNKNOWN_WORKFLOW_RUN
     */
    RunView read(String workflow, UUID id) throws SQLException {
        try (Connection c = database.getConnection()) {
            RunRow row = runs.find(c, workflow, id).orElseThrow(() -> unknown(id));
            Map<Integer, String> outcomes = new HashMap<>();
            List<StepLog> logs = row.run().log();
            for (int i = 0; i < logs.size(); i++) {
                if (logs.get(i).state() == StepState.DONE && row.run().steps().get(i) instanceof Step.Webhook webhook) {
                    int number = i + 1;
                    webhooks.outcome(c, webhook.endpoint(), AdvanceRuns.messageOf(id, number))
                            .ifPresent(outcome -> outcomes.put(number, outcome));
                }
            }
            return RunView.of(row, outcomes);
        }
    }

    /** @throws ProblemException UNKNOWN_WORKFLOW_RUN, or CONFLICT if it has ended otherwise */
    void cancel(String workflow, UUID id) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection tx = database.getConnection()) {
                RunRow row = runs.lock(tx, workflow, id).orElseThrow(() -> unknown(id));
                switch (row.run().state()) {
                    case RUNNING ->
                        metrics.became(
                                RunState.CANCELLED, runs.cancel(tx, workflow, row.account(), "Somebody cancelled it"));
                    case CANCELLED -> {
                        // As it was wanted.
                    }
                    case COMPLETED, ENDED, FAILED, SKIPPED ->
                        throw ProblemException.of(
                                ProblemType.CONFLICT,
                                "The run has ended: it is " + row.run().state());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.of(ProblemType.UNKNOWN_WORKFLOW_RUN, "There is no run '" + id + "' of this workflow");
    }
}
