package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.domain.Counts;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Records submissions together, and sees to it that none suffers for another. */
@Singleton
class RecordTogether {

    private final RecordingTransaction transaction;
    private final IngestionMetrics metrics;

    RecordTogether(RecordingTransaction transaction, IngestionMetrics metrics) {
        this.transaction = transaction;
        this.metrics = metrics;
    }

    /**
     * Records a group in one transaction. If that fails for a reason that passes by itself, it is tried once more; if it
     * fails for another, each submission is tried alone, so that only the bad one fails.
     *
     * @return the outcomes, in the order of the group
     */
    List<Outcome> record(List<Submission> group) {
        try {
            return attempt(group);
        } catch (SQLException | RuntimeException failure) {
            if (TransientFailure.is(failure)) {
                return secondAttempt(group);
            }
            if (group.size() == 1) {
                return List.of(new Outcome.Failed(failure));
            }
            metrics.groupFailed();
            return group.stream()
                    .map(submission -> record(List.of(submission)).getFirst())
                    .toList();
        }
    }

    private List<Outcome> secondAttempt(List<Submission> group) {
        try {
            return attempt(group);
        } catch (SQLException | RuntimeException failure) {
            return group.stream().<Outcome>map(s -> new Outcome.Failed(failure)).toList();
        }
    }

    private List<Outcome> attempt(List<Submission> group) throws SQLException {
        List<Counts> counts = transaction.record(group);
        metrics.recorded(group, counts);
        return counts.stream().<Outcome>map(Outcome.Recorded::new).toList();
    }

    /**
     * Records a submission in a transaction of its own.
     *
     * @throws CompletionException if it could not be recorded; nothing of it was
     */
    Counts alone(Submission submission) {
        return switch (record(List.of(submission)).getFirst()) {
            case Outcome.Recorded(Counts counts) -> counts;
            case Outcome.Failed(Throwable cause) -> throw new CompletionException(cause);
            case Outcome.Accepted ignored -> throw new IllegalStateException("recorded, not accepted");
        };
    }
}
