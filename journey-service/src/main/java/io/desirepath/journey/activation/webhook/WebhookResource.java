package io.desirepath.journey.activation.webhook;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.activation.webhook.WebhookView.WithSecret;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/webhooks}: who is told of changes of segments. */
@Path(WebhookResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
        name = "Webhooks",
        description =
                "Changes of segments, sent as they happen: CloudEvents, signed as Standard Webhooks says, at least"
                        + " once and in order for each webhook. A message that is not taken holds back those behind it; it is"
                        + " tried again for three days, with growing delays, and is then dead")
public class WebhookResource {

    static final String PATH = "/v1/webhooks";

    private static final String NO_STORE = "no-store";

    private final DataSource database;
    private final PostgresWebhooks webhooks;
    private final EditWebhooks edit;

    WebhookResource(DataSource database, PostgresWebhooks webhooks, EditWebhooks edit) {
        this.database = database;
        this.webhooks = webhooks;
        this.edit = edit;
    }

    /** @param nextPageToken null on the last page */
    @Schema(name = "WebhookList")
    record WebhookList(List<WebhookView> webhooks, @Nullable String nextPageToken) {}

    /** @param backfill whether to tell all present members anew, in place of what waits */
    @Schema(name = "WebhookEnabling")
    record Enabling(@Nullable Boolean backfill) {}

    @Schema(name = "WebhookTest")
    record Queued(UUID messageId) {}

    @GET
    @Operation(operationId = "listWebhooks", summary = "Lists webhooks")
    @APIResponse(
            responseCode = "200",
            description = "A page of webhooks, without their secrets",
            content = @Content(schema = @Schema(implementation = WebhookList.class)))
    public WebhookList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            Page<WebhookView> page = Page.cut(
                    webhooks.page(c, PageToken.startOf(pageToken), pageSize.value() + 1),
                    pageSize,
                    webhook -> webhook.id().toString());
            return new WebhookList(page.items(), page.nextPageToken());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Creates a webhook",
            description = "With backfill it is first told of all present members, as segment.entered with the extension"
                    + " attribute backfill, and by a webhook.backfilled that this was all; whatever changes meanwhile"
                    + " comes after what it changes.")
    @APIResponse(
            responseCode = "201",
            description = "The webhook and its secret, which is shown only now",
            content = @Content(schema = @Schema(implementation = WithSecret.class)))
    @APIResponse(
            responseCode = "400",
            description = "A URL that must not be sent to, or an unknown segment; the detail says which",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response create(@Nullable WebhookRequest request) throws InterruptedException {
        WithSecret created = edit.create(required(request));
        return withSecret(Response.Status.CREATED, created)
                .header(HttpHeaders.LOCATION, PATH + "/" + created.webhook().id())
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getWebhook", summary = "Reads a webhook")
    @APIResponse(
            responseCode = "200",
            description = "The webhook, without its secret",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
    public WebhookView read(@PathParam("id") UUID id) throws SQLException {
        try (Connection c = database.getConnection()) {
            return webhooks.find(c, id).orElseThrow(() -> EditWebhooks.unknown(id));
        }
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceWebhook",
            summary = "Replaces a webhook",
            description = "What waits goes to the new URL; other segments and types count for changes from now on. With"
                    + " backfill all present members are told anew, in place of what waits.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
    public WebhookView replace(@PathParam("id") UUID id, @Nullable WebhookRequest request) throws InterruptedException {
        return edit.replace(id, required(request));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteWebhook", summary = "Deletes a webhook, with all that waits for it")
    @APIResponse(responseCode = "204", description = "Deleted; one message may still be on its way")
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
    public void delete(@PathParam("id") UUID id) {
        edit.delete(id);
    }

    @POST
    @Path("{id}/rotate-secret")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Makes another secret",
            description = "Those before stay valid for 24 hours: until then messages carry a signature by each.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook and its new secret, which is shown only now",
            content = @Content(schema = @Schema(implementation = WithSecret.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
    public Response rotateSecret(@PathParam("id") UUID id) {
        return withSecret(Response.Status.OK, edit.rotate(id)).build();
    }

    @POST
    @Path("{id}/enable")
    @Operation(
            operationId = "enableWebhook",
            summary = "Enables a webhook that was disabled",
            description = "What waited is sent now. One that has missed changes needs {\"backfill\": true}.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook, now enabled",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
    @APIResponse(responseCode = "409", description = "CONFLICT: it has missed changes, and no backfill is asked for")
    public WebhookView enable(@PathParam("id") UUID id, @Nullable Enabling enabling) {
        return edit.enable(id, enabling != null && Boolean.TRUE.equals(enabling.backfill()));
    }

    @POST
    @Path("{id}/test")
    @Operation(
            operationId = "testWebhook",
            summary = "Queues a webhook.test message",
            description = "It comes after what waits. The delivery log says what becomes of it.")
    @APIResponse(
            responseCode = "202",
            description = "Queued",
            content = @Content(schema = @Schema(implementation = Queued.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
    @APIResponse(responseCode = "409", description = "CONFLICT: it is disabled")
    public Response test(@PathParam("id") UUID id) {
        return Response.accepted(new Queued(edit.test(id))).build();
    }

    private static Response.ResponseBuilder withSecret(Response.Status status, WithSecret answer) {
        // Nobody on the way may keep it, our own gateway included.
        return Response.status(status).entity(answer).header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    private static WebhookRequest required(@Nullable WebhookRequest request) {
        if (request == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        return request;
    }
}
