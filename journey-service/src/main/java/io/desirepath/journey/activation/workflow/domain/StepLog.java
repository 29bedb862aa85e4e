package io.desirepath.journey.activation.workflow.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step that was reached.
 *
 * @param dueAt when it was to be taken first
 * @param firstAt when it was, null before
 * @param ranAt when it was taken last, null before
 * @param attempts how often
 * @param found what the last attempt found, in sentences
 */
public record StepLog(
        StepState state,
        Instant dueAt,
        @Nullable Instant firstAt,
        @Nullable Instant ranAt,
        int attempts,
        List<String> found) {

    public StepLog {
        found = List.copyOf(found);
    }

    static StepLog open(Instant dueAt) {
        return new StepLog(StepState.OPEN, dueAt, null, null, 0, List.of());
    }

    StepLog tried(StepState outcome, Instant at, List<String> sentences) {
        return new StepLog(outcome, dueAt, firstAt == null ? at : firstAt, at, attempts + 1, sentences);
    }
}
