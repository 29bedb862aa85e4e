package io.desirepath.journey.activation.webhook;

import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/webhooks/{id}/deliveries}: what was sent, what waits, and what could not be delivered. */
@Path(WebhookResource.PATH + "/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Webhooks")
public class DeliveryResource {

    private final EditDeliveries deliveries;

    DeliveryResource(EditDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** @param nextPageToken null on the last page */
    @Schema(name = "WebhookDeliveryList")
    record DeliveryList(
            List<DeliveryView> deliveries, @Nullable String nextPageToken) {}

    @GET
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "Lists messages to a webhook and their attempts, the newest first",
            description =
                    "state=DEAD is the dead-letter list. Messages that do not wait any more are kept for 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "A page of messages",
            content = @Content(schema = @Schema(implementation = DeliveryList.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK")
    public DeliveryList list(
            @PathParam("id") UUID id,
            @QueryParam("state") @Nullable MessageState state,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        Page<DeliveryView> page = Page.cut(
                deliveries.page(id, state, PageToken.numberOr(pageToken, Long.MAX_VALUE), pageSize.value() + 1),
                pageSize,
                delivery -> Long.toString(delivery.number()));
        return new DeliveryList(page.items(), page.nextPageToken());
    }

    @POST
    @Path("{messageId}/redeliver")
    @Operation(
            operationId = "redeliverWebhookMessage",
            summary = "Sends a message again",
            description =
                    "Under the same webhook-id, behind what waits. One that waits is tried without waiting longer.")
    @APIResponse(
            responseCode = "202",
            description = "The message, now waiting",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK or UNKNOWN_DELIVERY")
    public Response redeliver(@PathParam("id") UUID id, @PathParam("messageId") UUID messageId) throws SQLException {
        return Response.accepted(deliveries.redeliver(id, messageId)).build();
    }

    @POST
    @Path("{messageId}/skip")
    @Operation(
            operationId = "skipWebhookMessage",
            summary = "Gives up a message that waits, so that those behind it go on")
    @APIResponse(
            responseCode = "200",
            description = "The message, now skipped",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_WEBHOOK or UNKNOWN_DELIVERY")
    @APIResponse(responseCode = "409", description = "CONFLICT: it does not wait")
    public DeliveryView skip(@PathParam("id") UUID id, @PathParam("messageId") UUID messageId) throws SQLException {
        return deliveries.skip(id, messageId);
    }
}
