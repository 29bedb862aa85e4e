package io.desirepath.journey.ingestion;

import static java.util.stream.Collectors.joining;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.ingestion.EventParser.Envelope;
import io.desirepath.journey.ingestion.EventParser.Parsed;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/track} and {@code /v1/batch}: activity in the form of Segment's HTTP protocol. Reads what arrives, not
 * what it is called: JSON under any media type, gzip or not.
 */
@Path("/v1")
@Tag(name = "Ingestion", description = "Activity in, in the form of Segment's HTTP protocol")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IngestionResource {

    private static final int MOST_EVENT_BYTES = 32 * 1024;
    private static final int MOST_BATCH_BYTES = 500 * 1024;
    private static final int SHOWN_PROBLEMS = 5;
    private static final String STRICT = "1";

    private final EventParser parser;
    private final RecordActivities activities;
    private final KeyKind key;

    IngestionResource(EventParser parser, RecordActivities activities, KeyKind key) {
        this.parser = parser;
        this.activities = activities;
        this.key = key;
    }

    @Schema(name = "Accepted", description = "What was sent is committed, or noted in the reject log.")
    record Accepted(boolean success) {}

    @POST
    @Path("track")
    @Operation(
            operationId = "track",
            summary = "Record one event",
            description = "An event that cannot be used is answered 200 and listed at /v1/rejects; with"
                    + " 'X-Strict-Mode: 1' it is answered 400 and not stored.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "A quote request", value = """
                                                    {"type": "track", "messageId": "q-1001", "event": "Quote Requested",
                                                     "userId": "c-17", "timestamp": "2026-01-31T12:00:00Z",
                                                     "context": {"groupId": "12583"},
                                                     "properties": {"product_id": "85123A", "quantity": 500}}""")))
    @APIResponse(
            responseCode = "200",
            description = "Taken in",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "400",
            description = "Malformed JSON; or, in strict mode, an event that cannot be used",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "413",
            description = "More than 32 KB",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Accepted track(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return take(EventRequest.single(SentBody.read(body, MOST_EVENT_BYTES)), strict);
    }

    @POST
    @Path("batch")
    @Operation(
            operationId = "batch",
            summary = "Record up to 2,500 events",
            description = "All in one transaction. Events that cannot be used are answered 200 and listed at"
                    + " /v1/rejects; with 'X-Strict-Mode: 1' one of them refuses the whole batch. Sending the same"
                    + " messageId again changes nothing.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "An order", value = """
                                                    {"sentAt": "2026-01-31T12:00:01Z",
                                                     "batch": [{"type": "track", "messageId": "o-536365",
                                                       "event": "Order Completed", "userId": "c-17",
                                                       "timestamp": "2026-01-31T12:00:00Z",
                                                       "context": {"groupId": "12583"},
                                                       "properties": {"order_id": "536365", "currency": "GBP",
                                                         "products": [{"product_id": "85123A", "quantity": 6,
                                                                       "price": 2.55}]}}]}""")))
    @APIResponse(
            responseCode = "200",
            description = "Taken in",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "400",
            description = "Malformed JSON; or, in strict mode, an event that cannot be used",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "413",
            description = "More than 500 KB, or more than 2,500 events",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Accepted batch(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return take(EventRequest.batch(SentBody.read(body, MOST_BATCH_BYTES)), strict);
    }

    private Accepted take(EventRequest request, @Nullable String strict) throws InterruptedException {
        Envelope envelope = envelope(request);
        List<Incoming> usable = new ArrayList<>();
        List<Reject> unusable = new ArrayList<>();
        List<String> problems = new ArrayList<>();
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
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    problems.stream().limit(SHOWN_PROBLEMS).collect(joining("; ")));
        }
        activities.record(Submission.of(usable, unusable));
        return new Accepted(true);
    }

    private Envelope envelope(EventRequest request) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant sentAt;
        try {
            sentAt = EventFields.time(request.head(), "sentAt");
        } catch (UnusableEventException e) {
            // A sender's clock that cannot be read corrects nothing.
            sentAt = null;
        }
        return new Envelope(now, sentAt, key.isServer(), true, MOST_EVENT_BYTES);
    }

    private static List<String> problems(int index, List<Reject> rejects) {
        return rejects.stream()
                .map(reject -> "event %d: %s, %s".formatted(index, reject.reason(), reject.detail()))
                .toList();
    }
}
