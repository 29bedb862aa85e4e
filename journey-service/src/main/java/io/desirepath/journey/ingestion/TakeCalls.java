package io.desirepath.journey.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.desirepath.journey.ingestion.EventParser.Envelope;
import io.desirepath.journey.ingestion.EventParser.Parsed;
import io.desirepath.journey.ingestion.UnusableEventsException.EventProblem;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Takes in the events of one call, with Segment's limits. */
@Singleton
class TakeCalls {

    private static final int MOST_EVENT_BYTES = 32 * 1024;
    private static final int MOST_BATCH_BYTES = 500 * 1024;
    private static final String STRICT = "1";

    private final EventParser parser;
    private final RecordActivities activities;
    private final KeyKind key;

    TakeCalls(EventParser parser, RecordActivities activities, KeyKind key) {
        this.parser = parser;
        this.activities = activities;
        this.key = key;
    }

    @Schema(name = "Accepted", description = "What was sent is committed, or noted in the reject log.")
    record Accepted(boolean success) {}

    /** @param strict the header {@code X-Strict-Mode} */
    Accepted single(CallType type, InputStream body, @Nullable String strict) throws InterruptedException {
        activities.record(read(type, body, key.isServer(), Instant.now(), strict));
        return new Accepted(true);
    }

    /** @param strict the header {@code X-Strict-Mode} */
    Accepted batch(InputStream body, @Nullable String strict) throws InterruptedException {
        byte[] bytes = SentBody.read(body, MOST_BATCH_BYTES);
        activities.record(read(new SentCall(null, null, bytes, key.isServer(), Instant.now()), strict));
        return new Accepted(true);
    }

    /**
     * What a call of one event wants to be recorded.
     *
     * @param strict the header {@code X-Strict-Mode}
     * @throws ProblemException if the body is not an event
     * @throws UnusableEventsException if the call is strict, and the event cannot be used
     */
    Submission read(CallType type, InputStream body, boolean fromServer, Instant receivedAt, @Nullable String strict) {
        byte[] bytes = SentBody.read(body, MOST_EVENT_BYTES);
        return read(new SentCall(null, type, bytes, fromServer, receivedAt), strict);
    }

    /** What a call wants to be recorded that was accepted; if it is not read any more, that is all that is recorded. */
    Submission readAgain(SentCall call) {
        try {
            return read(call, null);
        } catch (ProblemException e) {
            TextNode text = TextNode.valueOf(new String(call.body(), UTF_8));
            Reject reject = Reject.of(
                    null,
                    RejectReason.NOT_RECORDED,
                    "it was accepted, and cannot be read any more",
                    text,
                    call.receivedAt());
            return Submission.of(List.of(), List.of(reject)).asSent(call);
        }
    }

    private Submission read(SentCall call, @Nullable String strict) {
        CallType type = call.type();
        EventRequest request = type == null ? EventRequest.batch(call.body()) : EventRequest.single(call.body());
        Envelope envelope = envelope(request, type, call.fromServer(), call.receivedAt());
        List<Incoming> usable = new ArrayList<>();
        List<Reject> unusable = new ArrayList<>();
        List<EventProblem> problems = new ArrayList<>();
        for (int i = 0; i < request.events().size(); i++) {
            EventRequest.Sent sent = request.events().get(i);
            switch (parser.parse(sent.event(), sent.bytes(), envelope)) {
                case Parsed.Usable(Incoming event) -> {
                    usable.add(event);
                    problems.addAll(problems(i, event.badLines()));
                }
                case Parsed.Unusable(Reject reject) -> {
                    unusable.add(reject);
                    problems.addAll(problems(i, List.of(reject)));
                }
            }
        }
        if (STRICT.equals(strict) && !problems.isEmpty()) {
            throw new UnusableEventsException(problems);
        }
        return Submission.of(usable, unusable).asSent(call);
    }

    private static Envelope envelope(
            EventRequest request, @Nullable CallType type, boolean fromServer, Instant receivedAt) {
        Instant sentAt;
        try {
            sentAt = EventFields.time(request.head(), "sentAt");
        } catch (UnusableEventException e) {
            // A sender's clock that cannot be read corrects nothing.
            sentAt = null;
        }
        return new Envelope(
                receivedAt.truncatedTo(ChronoUnit.MILLIS), sentAt, fromServer, true, MOST_EVENT_BYTES, type);
    }

    private static List<EventProblem> problems(int index, List<Reject> rejects) {
        return rejects.stream()
                .map(reject -> new EventProblem(index, reject.messageId(), reject.reason(), reject.detail()))
                .toList();
    }
}
