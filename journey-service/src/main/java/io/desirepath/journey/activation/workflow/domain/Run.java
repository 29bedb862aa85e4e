package io.desirepath.journey.activation.workflow.domain;

import io.desirepath.journey.activation.webhook.domain.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a workflow as they are taken for one account, one after the other. Pure: what a step came to is told to it.
 *
 * @param log what became of each step that was reached; the last is the one to take next
 * @param reason why it is no longer running, null if all steps were taken
 * @param nextAt when the step is to be taken, or tried again
 */
public record Run(
        List<Step> steps,
        List<StepLog> log,
        RunState state,
        @Nullable String reason,
        Instant nextAt) {

    /** How long a step that fails is tried again. */
    public static final Duration PATIENCE = Duration.ofDays(1);

    public Run {
        steps = List.copyOf(steps);
        log = List.copyOf(log);
    }

    public static Run begin(List<Step> steps, Instant at) {
        return new Run(steps, List.of(), RunState.RUNNING, null, at).reached(at);
    }

    /** Of the step to take next, from 1. */
    public int number() {
        return log.size();
    }

    /** The one to take next. */
    public Step step() {
        return steps.get(number() - 1);
    }

    /**
     * What follows from a step. If the run was ended meanwhile, that stays, and what the step came to is only noted.
     *
     * @param retries when a step that failed is tried again
     */
    public Run after(Finding finding, Instant now, RetrySchedule retries) {
        return switch (finding) {
            case Finding.Passed passed -> noted(StepState.DONE, finding, now).reached(now);
            case Finding.Stopped stopped ->
                noted(StepState.STOPPED, finding, now).ended(RunState.ENDED, stopped.reason());
            case Finding.Failed failed -> afterFailure(failed, now, retries);
        };
    }

    private Run afterFailure(Finding.Failed failed, Instant now, RetrySchedule retries) {
        Run tried = noted(StepState.OPEN, failed, now);
        Optional<Duration> pause = failed.forGood() ? Optional.empty() : tried.pause(now, retries);
        return pause.map(time -> new Run(steps, tried.log, state, reason, now.plus(time)))
                .orElseGet(() -> noted(StepState.FAILED, failed, now)
                        .ended(RunState.FAILED, "Step " + number() + " could not be done: " + failed.why()));
    }

    /** Empty if it was tried long enough. */
    private Optional<Duration> pause(Instant now, RetrySchedule retries) {
        StepLog tried = log.getLast();
        Duration spent = Duration.between(tried.firstAt() == null ? now : tried.firstAt(), now);
        Duration left = PATIENCE.minus(spent);
        return left.isPositive()
                ? retries.next(tried.attempts(), spent, Duration.ZERO)
                        .map(pause -> pause.compareTo(left) < 0 ? pause : left)
                : Optional.empty();
    }

    /** On to the next step, if there is one. */
    private Run reached(Instant now) {
        if (state != RunState.RUNNING) {
            return this;
        }
        if (log.size() == steps.size()) {
            return ended(RunState.COMPLETED, null);
        }
        Instant due = steps.get(log.size()) instanceof Step.Delay delay ? now.plus(delay.time()) : now;
        List<StepLog> reached = new ArrayList<>(log);
        reached.add(StepLog.open(due));
        return new Run(steps, reached, state, reason, due);
    }

    private Run noted(StepState outcome, Finding finding, Instant now) {
        List<StepLog> noted = new ArrayList<>(log);
        noted.add(noted.removeLast().tried(outcome, now, finding.found()));
        return new Run(steps, noted, state, reason, nextAt);
    }

    private Run ended(RunState end, @Nullable String why) {
        return state == RunState.RUNNING ? new Run(steps, log, end, why, nextAt) : this;
    }
}
