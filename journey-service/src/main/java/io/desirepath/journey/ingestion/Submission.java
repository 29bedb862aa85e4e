package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.domain.Counts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one request wants to be recorded: all of it, or nothing.
 *
 * @param events that can be recorded
 * @param rejects that cannot
 * @param importId the import it belongs to, null if none
 * @param sent as it came, null for what is not a call
 * @param closing what else happens in the same transaction
 */
record Submission(
        List<Incoming> events,
        List<Reject> rejects,
        @Nullable UUID importId,
        @Nullable SentCall sent,
        Closing closing) {
    Submission {
        events = List.copyOf(events);
        rejects = List.copyOf(rejects);
    }

    static Submission of(List<Incoming> events, List<Reject> rejects) {
        return new Submission(events, rejects, null, null, counts -> {});
    }

    Submission asSent(@Nullable SentCall call) {
        return new Submission(events, rejects, importId, call, closing);
    }

    /** With other events and rejects in place of its own. */
    Submission with(List<Incoming> others, List<Reject> otherRejects) {
        return new Submission(others, otherRejects, importId, sent, closing);
    }

    /** The number under which it was accepted, null if it was not. */
    @Nullable
    Long acceptedAs() {
        return sent == null ? null : sent.number();
    }

    int size() {
        return events.size() + rejects.size();
    }

    /** The last step of the transaction. */
    @FunctionalInterface
    interface Closing {
        void close(Counts counts);
    }
}
