package io.desirepath.journey.ingestion;

import io.desirepath.contracts.Problem;
import io.desirepath.journey.ingestion.TakeCalls.Accepted;
import io.desirepath.journey.ingestion.UnusableEventsException.UnusableEvents;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
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
 * Activity in the form of Segment's HTTP protocol. Reads what arrives, not what it is called: JSON under any media type,
 * gzip or not. Answers as that protocol does: 200 for what was taken in, 400 for what is no JSON or too large.
 */
@Path("/v1")
@Tag(name = "Ingestion", description = "Activity in, in the form of Segment's HTTP protocol")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "200",
        description = "Taken in",
        content = @Content(schema = @Schema(implementation = Accepted.class)))
@APIResponse(
        responseCode = "400",
        description = "Malformed JSON, or larger than allowed; or, in strict mode, events that cannot be used",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = UnusableEvents.class)))
@RunOnVirtualThread
public class IngestionResource {

    private static final String UNUSABLE = "At most 32 KB. An event that cannot be used is answered 200 and listed at"
            + " /v1/rejects; with 'X-Strict-Mode: 1' it is answered 400 and not stored.";

    private final TakeCalls calls;

    IngestionResource(TakeCalls calls) {
        this.calls = calls;
    }

    @POST
    @Path("track")
    @Operation(operationId = "track", summary = "Record one event", description = UNUSABLE)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "A quote request", value = """
                                    {"messageId": "q-1001", "event": "Quote Requested", "userId": "c-17",
                                     "timestamp": "2026-01-31T12:00:00Z", "context": {"groupId": "12583"},
                                     "properties": {"product_id": "85123A", "quantity": 500}}""")))
    public Accepted track(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.TRACK, body, strict);
    }

    @POST
    @Path("identify")
    @Operation(
            operationId = "identify",
            summary = "Say who a visitor is, and what is known of the contact",
            description = UNUSABLE)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "A buyer signs in", value = """
                                    {"messageId": "i-1", "userId": "c-17", "anonymousId": "visitor-4711",
                                     "traits": {"title": "Head of Procurement", "email": "c-17@example.com"}}""")))
    public Accepted identify(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.IDENTIFY, body, strict);
    }

    @POST
    @Path("group")
    @Operation(
            operationId = "group",
            summary = "Say for which account somebody acts, and what is known of the account",
            description = UNUSABLE)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "An employee", value = """
                                    {"messageId": "g-1", "userId": "c-17", "groupId": "12583",
                                     "traits": {"name": "Example Ltd", "employees": 250}}""")))
    public Accepted group(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.GROUP, body, strict);
    }

    @POST
    @Path("page")
    @Operation(operationId = "page", summary = "Record the view of a page", description = UNUSABLE)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "The home page", value = """
                                    {"messageId": "p-1", "anonymousId": "visitor-4711", "name": "Home",
                                     "properties": {"url": "https://shop.example.com/"}}""")))
    public Accepted page(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.PAGE, body, strict);
    }

    @POST
    @Path("screen")
    @Operation(operationId = "screen", summary = "Record the view of a screen of an app", description = UNUSABLE)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "The start screen", value = """
                                    {"messageId": "s-1", "userId": "c-17", "name": "Start"}""")))
    public Accepted screen(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.SCREEN, body, strict);
    }

    @POST
    @Path("alias")
    @Operation(operationId = "alias", summary = "Say that two ids are one contact", description = UNUSABLE)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "A visitor becomes known", value = """
                                    {"messageId": "a-1", "previousId": "visitor-4711", "userId": "c-17"}""")))
    public Accepted alias(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.ALIAS, body, strict);
    }

    @POST
    @Path("batch")
    @Operation(
            operationId = "batch",
            summary = "Record up to 2,500 events",
            description =
                    "At most 500 KB, and 32 KB an event, all in one transaction; the type of each event says which call it is. Events"
                            + " that cannot be used are answered 200 and listed at /v1/rejects; with 'X-Strict-Mode: 1' one of them"
                            + " refuses the whole batch. Sending the same messageId again changes nothing.")
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
    public Accepted batch(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.batch(body, strict);
    }
}
