package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.page.PageSize;
import io.desirepath.journey.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/accounts/{id}/journey}: where an account stands, why, and how it came there. */
@Path("/v1/accounts/{id}/journey")
@Tag(name = "Journey", description = "Where accounts stand on their journey, and why")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JourneyResource {

    private final ReadJourney journey;
    private final ReadTimeline timeline;

    JourneyResource(ReadJourney journey, ReadTimeline timeline) {
        this.journey = journey;
        this.timeline = timeline;
    }

    @GET
    @Operation(
            operationId = "readJourney",
            summary = "Where an account stands",
            description = "The stage as of now, with the probabilities of all stages, the evidence for it, and what"
                    + " would change it.")
    @APIResponse(
            responseCode = "200",
            description = "Where the account stands",
            content = @Content(schema = @Schema(implementation = JourneyAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "No activity of this account has been recorded",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public JourneyAnswer read(
            @Parameter(description = "The account", schema = @Schema(type = SchemaType.STRING)) @PathParam("id")
                    AccountId id)
            throws SQLException {
        return journey.read(id, Instant.now().truncatedTo(ChronoUnit.MILLIS)).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("timeline")
    @Operation(
            operationId = "readTimeline",
            summary = "What happened to an account",
            description = "Activities with the belief after each, and transitions of the stage, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the timeline",
            content = @Content(schema = @Schema(implementation = TimelineAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "No activity of this account has been recorded",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public TimelineAnswer timeline(
            @Parameter(description = "The account", schema = @Schema(type = SchemaType.STRING)) @PathParam("id")
                    AccountId id,
            @Parameter(
                            description = "Entries in one answer, 1 to 1000",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    @QueryParam("pageSize")
                    @DefaultValue("50")
                    PageSize pageSize,
            @Parameter(description = "The nextPageToken of the page before", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("pageToken")
                    @Nullable
                    PageToken pageToken)
            throws SQLException {
        return timeline.read(id, pageSize, pageToken).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(AccountId id) {
        return ProblemException.of(
                ProblemType.UNKNOWN_ACCOUNT, "No activity of the account '" + id + "' has been recorded");
    }
}
