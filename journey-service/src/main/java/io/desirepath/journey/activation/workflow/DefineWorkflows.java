package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.activation.webhook.QueueNotification;
import io.desirepath.journey.activation.workflow.domain.RunState;
import io.desirepath.journey.activation.workflow.domain.Step;
import io.desirepath.journey.segment.CheckCondition;
import io.desirepath.journey.segment.domain.InvalidSegmentException;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Creates, changes and deletes workflows. */
@Singleton
class DefineWorkflows {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int MOST = 100;

    private final DataSource database;
    private final PostgresWorkflows workflows;
    private final PostgresRuns runs;
    private final CheckCondition conditions;
    private final SendMail mail;
    private final QueueNotification webhooks;
    private final WorkflowMetrics metrics;

    DefineWorkflows(
            DataSource database,
            PostgresWorkflows workflows,
            PostgresRuns runs,
            CheckCondition conditions,
            SendMail mail,
            QueueNotification webhooks,
            WorkflowMetrics metrics) {
        this.database = database;
        this.workflows = workflows;
        this.runs = runs;
        this.conditions = conditions;
        this.mail = mail;
        this.webhooks = webhooks;
        this.metrics = metrics;
    }

    /** @param created whether there was no such workflow */
    record Defined(WorkflowRow workflow, boolean created) {}

    /**
     * A description that changes nothing makes no version. Runs that are under way keep the steps they began with; disabling
     * cancels them.
     *
     * @throws ProblemException INVALID_REQUEST if it could not be run, CONFLICT if there are too many
     */
    Defined define(String id, WorkflowDescription description, Precondition precondition) {
        if (!ID.matcher(id).matches()) {
            throw invalid("id: 1 to 64 small letters, digits and hyphens");
        }
        return inTransaction(tx -> {
            Optional<WorkflowRow> known = workflows.lock(tx, id);
            precondition.require(known.map(row -> (long) row.version()).orElse(null));
            if (known.isPresent() && known.get().description().equals(description)) {
                return new Defined(known.get(), false);
            }
            requireRunnable(tx, description);
            if (known.isEmpty() && workflows.count(tx) >= MOST) {
                throw ProblemException.of(ProblemType.CONFLICT, "There may be " + MOST + " workflows");
            }
            workflows.save(tx, id, known.map(WorkflowRow::version).orElse(0) + 1, description);
            if (!description.runs()) {
                metrics.became(RunState.CANCELLED, runs.cancel(tx, id, null, "The workflow was disabled"));
            }
            return new Defined(workflows.find(tx, id).orElseThrow(), known.isEmpty());
        });
    }

    /** Its runs go with it. */
    void delete(String id, Precondition precondition) {
        inTransaction(tx -> {
            WorkflowRow known = workflows.lock(tx, id).orElseThrow(() -> unknown(id));
            precondition.require((long) known.version());
            workflows.delete(tx, id);
            return known;
        });
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(ProblemType.UNKNOWN_WORKFLOW, "There is no workflow '" + id + "'");
    }

    private void requireRunnable(Connection tx, WorkflowDescription workflow) throws SQLException {
        String segment = workflow.on().segment();
        SegmentSubject subject = workflows
                .subjectOf(tx, segment)
                .orElseThrow(() -> invalid("on.segment: there is no segment '" + segment + "'"));
        if (subject != SegmentSubject.ACCOUNT) {
            throw invalid("on.segment: '" + segment + "' is made of contacts, and workflows are for accounts only");
        }
        List<StepDescription> steps = workflow.steps();
        for (int i = 0; i < steps.size(); i++) {
            String at = "steps[" + i + "]";
            switch (steps.get(i).step()) {
                case Step.Delay delay -> {
                    // Says all there is to say by itself.
                }
                case Step.Check check -> requireEvaluable(tx, at, check);
                case Step.Email email ->
                    mail.refusal(email).ifPresent(why -> {
                        throw invalid(at + ": " + why);
                    });
                case Step.Webhook webhook -> {
                    if (!webhooks.exists(tx, webhook.endpoint())) {
                        throw invalid(at + ".endpoint: there is no webhook " + webhook.endpoint());
                    }
                }
            }
        }
    }

    private void requireEvaluable(Connection tx, String at, Step.Check check) throws SQLException {
        try {
            conditions.require(tx, check.condition());
        } catch (InvalidSegmentException e) {
            throw invalid(at + ".condition: " + e.getMessage());
        }
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(ProblemType.INVALID_REQUEST, detail);
    }

    private interface Work<T> {
        T in(Connection tx) throws SQLException;
    }

    /** One at a time, because there may be nothing to lock yet. */
    private <T> T inTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                try (Statement lock = tx.createStatement()) {
                    lock.execute("SELECT pg_advisory_xact_lock(hashtextextended('workflows', 0))");
                }
                return work.in(tx);
            }
        });
    }
}
