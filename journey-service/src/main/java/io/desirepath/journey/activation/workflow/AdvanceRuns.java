package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.Verdict;
import io.desirepath.journey.activation.webhook.QueueNotification;
import io.desirepath.journey.activation.webhook.QueueNotification.Notification;
import io.desirepath.journey.activation.webhook.domain.RetrySchedule;
import io.desirepath.journey.activation.workflow.domain.Finding;
import io.desirepath.journey.activation.workflow.domain.Run;
import io.desirepath.journey.activation.workflow.domain.RunState;
import io.desirepath.journey.activation.workflow.domain.Step;
import io.desirepath.journey.segment.CheckCondition;
import io.desirepath.journey.segment.domain.InvalidSegmentException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps that are due. A run is claimed first, and what its step came to is noted in a transaction of its own, with
 * what the step wrote; while an e-mail is sent, no transaction is open. Who dies in between leaves the run claimed for a
 * while, and then the step is taken again.
 */
@Singleton
class AdvanceRuns {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final DataSource database;
    private final PostgresRuns runs;
    private final CheckCondition conditions;
    private final SendMail mail;
    private final QueueNotification webhooks;
    private final WorkflowMetrics metrics;
    private final Duration lease;
    private final RetrySchedule retries = new RetrySchedule(new SecureRandom());

    AdvanceRuns(
            DataSource database,
            PostgresRuns runs,
            CheckCondition conditions,
            SendMail mail,
            QueueNotification webhooks,
            WorkflowMetrics metrics,
            WorkflowConfig config) {
        this.database = database;
        this.runs = runs;
        this.conditions = conditions;
        this.mail = mail;
        this.webhooks = webhooks;
        this.metrics = metrics;
        this.lease = config.mail().timeout().plus(MARGIN);
    }

    /** What a receiver is told: the data of a {@code workflow.notified}. */
    record Notified(
            String workflowId,
            UUID runId,
            String accountId,
            String segmentId,
            @Nullable Stage stage,
            String reason,
            Instant at) {}

    private interface Work<T> {
        T in(Connection tx) throws SQLException;
    }

    List<RunRow> claim(int most) {
        return inTransaction(tx -> runs.claim(tx, most, lease));
    }

    /** Takes the step that a claimed run has come to. */
    void advance(RunRow claimed) throws SQLException {
        switch (claimed.run().step()) {
            case Step.Delay delay -> note(claimed, tx -> new Finding.Passed(List.of("The time has passed")));
            case Step.Check check -> note(claimed, tx -> check(tx, claimed, check));
            case Step.Webhook webhook -> note(claimed, tx -> queue(tx, claimed, webhook));
            case Step.Email email -> {
                Finding sent = mail.send(claimed, email);
                note(claimed, tx -> sent);
            }
        }
    }

    /** Under the claim's number only. An e-mail that was sent while the run was cancelled is noted, anything else not done. */
    private void note(RunRow claimed, Work<Finding> work) {
        Optional<RunState> ended = inTransaction(tx -> {
            RunRow known = runs.lock(tx, claimed.workflow(), claimed.id())
                    .filter(row -> row.fence() == claimed.fence())
                    .orElse(null);
            if (known == null || (isOver(known.run()) && !(known.run().step() instanceof Step.Email))) {
                return Optional.empty();
            }
            Run after = known.run().after(work.in(tx), now(), retries);
            runs.save(tx, known.id(), after);
            return isOver(after) && !isOver(known.run()) ? Optional.of(after.state()) : Optional.empty();
        });
        ended.ifPresent(state -> metrics.became(state, 1));
    }

    private Finding check(Connection tx, RunRow run, Step.Check check) throws SQLException {
        try {
            Verdict verdict = conditions.ofAccount(tx, new AccountId(run.account()), check.condition(), now());
            String because = ": " + String.join("; ", verdict.evidence());
            return switch (verdict.truth()) {
                case HOLDS -> new Finding.Passed(verdict.evidence());
                case FAILS -> new Finding.Stopped("The condition does not hold" + because, verdict.evidence());
                case UNKNOWN ->
                    new Finding.Stopped("Whether the condition holds is not known" + because, verdict.evidence());
            };
        } catch (InvalidSegmentException e) {
            return new Finding.Failed("The condition cannot be evaluated any more: " + e.getMessage(), true);
        }
    }

    private Finding queue(Connection tx, RunRow run, Step.Webhook webhook) throws SQLException {
        var change = run.change();
        UUID message = messageOf(run.id(), run.run().number());
        var told = new Notification(
                message,
                "workflow.notified",
                "/v1/workflows/" + run.workflow() + "/runs/" + run.id(),
                new AccountId(run.account()),
                change.segmentId(),
                now(),
                new Notified(
                        run.workflow(),
                        run.id(),
                        run.account(),
                        change.segmentId(),
                        change.stage(),
                        change.reason().text(),
                        change.at()));
        return switch (webhooks.queue(tx, webhook.endpoint(), told)) {
            case YES -> new Finding.Passed(List.of("Queued for the webhook as message " + message));
            case UNKNOWN_WEBHOOK -> new Finding.Failed("There is no webhook " + webhook.endpoint(), true);
            case TOO_MUCH_WAITS -> new Finding.Failed("Too much waits for the webhook already", false);
        };
    }

    /** Always the same for a step of a run. */
    static UUID messageOf(UUID run, int step) {
        return UUID.nameUUIDFromBytes(("workflow-run/" + run + "/" + step).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOver(Run run) {
        return run.state() != RunState.RUNNING;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T inTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return work.in(tx);
            }
        });
    }
}
