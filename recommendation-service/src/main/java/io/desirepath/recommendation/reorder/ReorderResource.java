package io.desirepath.recommendation.reorder;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/accounts/{id}/reorder}. */
@Path("/v1/accounts/{id}/reorder")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations", description = "What to show an account next, and why")
public class ReorderResource {

    private final ListReorders listReorders;

    ReorderResource(ListReorders listReorders) {
        this.listReorders = listReorders;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "getReorders",
            summary = "Lists what an account is due to order again",
            description = "Products bought on three days or more, what is due first coming first, for a reorder page"
                    + " or an e-mail. Each has its due date with an interval that holds 80% of the next purchases.")
    @APIResponse(
            responseCode = "200",
            description = "The reorders",
            content = @Content(schema = @Schema(implementation = Reorders.class)))
    @APIResponse(responseCode = "400", description = "INVALID_REQUEST or UNKNOWN_PARAMETER")
    @APIResponse(responseCode = "404", description = "UNKNOWN_ACCOUNT")
    public Response list(
            @PathParam("id") AccountId account,
            @Parameter(description = "Only what is due within so many days, or overdue, such as 14d")
                    @QueryParam("dueWithin")
                    @Nullable
                    String dueWithin,
            @Parameter(
                            description = "Whether products that the account no longer seems to buy are listed",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("includeLapsed")
                    @DefaultValue("false")
                    String includeLapsed,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        try {
            Reorders reorders = listReorders.list(account, days(dueWithin), truth(includeLapsed), pageSize, pageToken);
            return Response.ok(reorders)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Duration days(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,4}d")) {
            throw new IllegalArgumentException("dueWithin: must be days, such as 14d");
        }
        return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("includeLapsed: must be true or false");
        };
    }
}
