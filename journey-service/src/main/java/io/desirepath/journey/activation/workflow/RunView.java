package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.MembershipChanged;
import io.desirepath.journey.activation.workflow.domain.RunState;
import io.desirepath.journey.activation.workflow.domain.StepLog;
import io.desirepath.journey.activation.workflow.domain.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run as its readers see it.
 *
 * @param workflowVersion whose steps it takes
 * @param reason why it is no longer running; null if it is, or if all steps were taken
 * @param nextAt when the next step is taken, or tried again; null if there is none
 * @param change what started it, as the change feed tells it
 */
@Schema(name = "WorkflowRun")
record RunView(
        UUID id,
        String workflowId,
        int workflowVersion,
        String accountId,
        RunState state,
        @Nullable String reason,
        @Nullable Instant nextAt,
        Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(type = SchemaType.OBJECT) MembershipChanged change,

        List<StepView> steps) {

    /**
     * @param number from 1
     * @param dueAt null if the run has not come to it
     * @param ranAt when it was taken last, null before
     * @param attempts more than one if it failed at first
     * @param found what it found: the sentences of a condition, what the mail server or the receiver answered
     */
    @Schema(name = "WorkflowRunStep")
    record StepView(
            int number,
            StepDescription step,
            StepState state,
            @Nullable Instant dueAt,
            @Nullable Instant ranAt,
            int attempts,
            List<String> found) {}

    static RunView of(RunRow row) {
        return of(row, Map.of());
    }

    /** @param outcomes a sentence on what became of the message of a step, by the step's number */
    static RunView of(RunRow row, Map<Integer, String> outcomes) {
        boolean running = row.run().state() == RunState.RUNNING;
        return new RunView(
                row.id(),
                row.workflow(),
                row.workflowVersion(),
                row.account(),
                row.run().state(),
                row.run().reason(),
                running ? row.run().nextAt() : null,
                row.startedAt(),
                row.finishedAt(),
                row.change(),
                IntStream.range(0, row.described().size())
                        .mapToObj(i -> step(row, i, outcomes.get(i + 1)))
                        .toList());
    }

    private static StepView step(RunRow row, int i, @Nullable String outcome) {
        StepDescription described = row.described().get(i);
        List<StepLog> logs = row.run().log();
        if (i >= logs.size()) {
            return new StepView(i + 1, described, StepState.OPEN, null, null, 0, List.of());
        }
        StepLog log = logs.get(i);
        List<String> found =
                Stream.concat(log.found().stream(), Stream.ofNullable(outcome)).toList();
        return new StepView(i + 1, described, log.state(), log.dueAt(), log.ranAt(), log.attempts(), found);
    }
}
