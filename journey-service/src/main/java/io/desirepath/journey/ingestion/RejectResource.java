package io.desirepath.journey.ingestion;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.ingestion.Rejects.Filter;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/rejects}: what was sent and could not be used. */
@Path("/v1/rejects")
@Tag(name = "Ingestion")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RejectResource {

    private final Rejects rejects;

    RejectResource(Rejects rejects) {
        this.rejects = rejects;
    }

    @Schema(name = "Rejects", description = "A page of the reject log, newest first.")
    record Page(List<Item> rejects, @Nullable String nextPageToken) {}

    @Schema(name = "Reject", description = "An event, or a line of an order, that could not be used.")
    record Item(
            UUID id,
            @Nullable String messageId,
            RejectReason reason,
            String detail,
            Instant receivedAt,

            @Schema(description = "The import it came with, if any.") @Nullable
            UUID importId,

            @Schema(
                    implementation = Object.class,
                    description = "What was sent; the beginning of it as a string if it is large.")
            JsonNode payload) {

        static Item of(RejectEntity row) {
            return new Item(
                    row.id,
                    row.messageId,
                    RejectReason.valueOf(row.reason),
                    row.detail,
                    row.receivedAt,
                    row.importId,
                    EventJson.readStored(row.payload));
        }
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listRejects",
            summary = "Events that could not be used",
            description = "Every event that was answered 200 is either recorded or here, with the reason.")
    public Page list(
            @Parameter(
                            description = "Items in one answer, 1 to 1000",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("pageSize")
                    @DefaultValue("100")
                    PageSize pageSize,
            @Parameter(description = "The nextPageToken of the page before", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("pageToken")
                    @Nullable
                    PageToken pageToken,
            @Parameter(description = "Those of one import only", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("importId")
                    @Nullable
                    String importId,
            @Parameter(description = "Those of one reason only", schema = @Schema(implementation = RejectReason.class))
                    @QueryParam("reason")
                    @Nullable
                    String reason) {
        var filter = new Filter(importId(importId), reason(reason));
        // One more than fits tells whether there is a next page.
        List<RejectEntity> rows = after(filter, pageToken, pageSize.value() + 1);
        List<Item> shown = rows.stream().limit(pageSize.value()).map(Item::of).toList();
        if (rows.size() == shown.size()) {
            return new Page(shown, null);
        }
        Item last = shown.getLast();
        return new Page(
                shown, new TimeAndId(last.receivedAt(), last.id()).token().encoded());
    }

    private List<RejectEntity> after(Filter filter, @Nullable PageToken token, int limit) {
        if (token == null) {
            return rejects.newest(filter, null, null, limit);
        }
        TimeAndId position = TimeAndId.of(token);
        return rejects.newest(filter, position.at(), position.id(), limit);
    }

    private static @Nullable UUID importId(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "importId: not the id of an import");
        }
    }

    private static @Nullable RejectReason reason(@Nullable String text) {
        try {
            return text == null ? null : RejectReason.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "reason: one of "
                            + Stream.of(RejectReason.values()).map(Enum::name).collect(joining(", ")));
        }
    }
}
