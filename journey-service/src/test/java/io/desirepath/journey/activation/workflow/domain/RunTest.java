package io.desirepath.journey.activation.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.StageCondition;
import io.desirepath.journey.activation.webhook.domain.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Step DELAY = new Step.Delay(Duration.ofDays(3));
    private static final Step CHECK = new Step.Check(new StageCondition(List.of(Stage.DECISION)));
    private static final Step MAIL =
            new Step.Email(List.of("sales@example.com"), new Template("Look"), new Template("At this"));
    private static final Step HOOK = new Step.Webhook(UUID.randomUUID());
    private static final Finding PASSED = new Finding.Passed(List.of("fine"));

    private final RetrySchedule retries = new RetrySchedule(new Random(7));

    @Test
    void aDelayIsDueWhenItsTimeHasPassedAndTheNextStepAtOnce() {
        Run run = Run.begin(List.of(DELAY, CHECK, DELAY, MAIL), START);
        assertThat(run.nextAt()).isEqualTo(START.plus(Duration.ofDays(3)));

        Instant late = START.plus(Duration.ofDays(4));
        Run checking = run.after(PASSED, late, retries);
        assertThat(checking.step()).isEqualTo(CHECK);
        assertThat(checking.nextAt()).isEqualTo(late);
        assertThat(checking.log().getFirst()).satisfies(log -> {
            assertThat(log.state()).isEqualTo(StepState.DONE);
            assertThat(log.dueAt()).isEqualTo(START.plus(Duration.ofDays(3)));
            assertThat(log.ranAt()).isEqualTo(late);
            assertThat(log.found()).containsExactly("fine");
        });

        Run waiting = checking.after(PASSED, late, retries);
        assertThat(waiting.nextAt()).isEqualTo(late.plus(Duration.ofDays(3)));
    }

    @Test
    void afterItsLastStepARunIsCompleted() {
        Run run = Run.begin(List.of(MAIL, HOOK), START).after(PASSED, START, retries);
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        Run done = run.after(PASSED, START, retries);
        assertThat(done.state()).isEqualTo(RunState.COMPLETED);
        assertThat(done.reason()).isNull();
        assertThat(done.log()).extracting(StepLog::state).containsOnly(StepState.DONE);
    }

    @Test
    void aConditionThatDoesNotHoldEndsTheRunAndNothingAfterItIsReached() {
        Run ended = Run.begin(List.of(CHECK, MAIL), START)
                .after(new Finding.Stopped("It does not hold", List.of("stage is PURCHASE")), START, retries);
        assertThat(ended.state()).isEqualTo(RunState.ENDED);
        assertThat(ended.reason()).isEqualTo("It does not hold");
        assertThat(ended.log()).hasSize(1);
        assertThat(ended.log().getFirst().state()).isEqualTo(StepState.STOPPED);
    }

    @Test
    void aStepThatFailsIsTriedAgainWithGrowingPausesForADayAndThenTheRunFails() {
        Run run = Run.begin(List.of(MAIL, HOOK), START);
        List<Duration> pauses = new ArrayList<>();
        Instant now = START;
        while (run.state() == RunState.RUNNING) {
            Run after = run.after(new Finding.Failed("no answer", false), now, retries);
            if (after.state() == RunState.RUNNING) {
                pauses.add(Duration.between(now, after.nextAt()));
                assertThat(after.number()).isEqualTo(1);
            }
            run = after;
            now = run.nextAt();
        }
        assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(7));
        assertThat(pauses.subList(0, 6)).isSorted();
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofDays(1));
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).isEqualTo("Step 1 could not be done: no answer");
        assertThat(run.log()).singleElement().satisfies(log -> {
            assertThat(log.state()).isEqualTo(StepState.FAILED);
            assertThat(log.attempts()).isEqualTo(pauses.size() + 1);
        });
    }

    @Test
    void whatCanNeverBeDoneFailsAtOnce() {
        Run run = Run.begin(List.of(HOOK), START).after(new Finding.Failed("it is gone", true), START, retries);
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.log().getFirst().attempts()).isEqualTo(1);
    }

    @Test
    void aRunThatWasCancelledMeanwhileStaysSoAndNotesWhatItsStepCameTo() {
        Run begun = Run.begin(List.of(MAIL, HOOK), START);
        Run cancelled = new Run(begun.steps(), begun.log(), RunState.CANCELLED, "It left", begun.nextAt());
        for (Finding finding : List.of(PASSED, new Finding.Failed("no", false), new Finding.Failed("no", true))) {
            Run after = cancelled.after(finding, START, retries);
            assertThat(after.state()).isEqualTo(RunState.CANCELLED);
            assertThat(after.reason()).isEqualTo("It left");
            assertThat(after.log()).singleElement().satisfies(log -> {
                assertThat(log.attempts()).isEqualTo(1);
                assertThat(log.found()).isEqualTo(finding.found());
            });
        }
    }

    @Test
    void aDelayIsLongerThanNothingAndNinetyDaysAtMost() {
        assertThat(new Step.Delay(Duration.ofDays(90)).notifies()).isFalse();
        for (Duration wrong :
                List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(90).plusMillis(1))) {
            assertThatThrownBy(() -> new Step.Delay(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
