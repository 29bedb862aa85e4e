package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Problem;
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
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
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
                    + " would change it. With at, as of that moment of the past: from what had happened by then, silence"
                    + " up to it included, by today's model. With knownAt, only from what had also arrived by then; at is"
                    + " that moment too unless it is given. For whom an activity counts, and what it is evidence of, is as"
                    + " known today.")
    @APIResponse(
            responseCode = "200",
            description = "Where the account stands",
            content = @Content(schema = @Schema(implementation = JourneyAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "No activity of this account has been recorded, or none by that moment",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "400",
            description = "A moment that is no time, or lies ahead",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public JourneyAnswer read(
            @Parameter(description = "The account", schema = @Schema(type = SchemaType.STRING)) @PathParam("id")
                    AccountId id,
            @Parameter(
                            description = "As of this moment of the past, by the time at which activities happened",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("at")
                    @Nullable
                    String at,
            @Parameter(
                            description = "Only from what had arrived by this moment of the past",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("knownAt")
                    @Nullable
                    String knownAt)
            throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (at == null && knownAt == null) {
            return journey.read(id, now).orElseThrow(() -> unknown(id));
        }
        Instant known = knownAt == null ? null : PastMoment.parse("knownAt", knownAt, now);
        Instant happened = at == null ? Objects.requireNonNull(known) : PastMoment.parse("at", at, now);
        return journey.read(id, new Past(happened, known)).orElseThrow(() -> unknownThen(id, happened, known));
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

    private static ProblemException unknownThen(AccountId id, Instant at, @Nullable Instant knownAt) {
        return ProblemException.of(
                ProblemType.UNKNOWN_ACCOUNT,
                "No activity of the account '" + id + "' had happened by " + at
                        + (knownAt == null ? "" : " and arrived by " + knownAt));
    }

    private static ProblemException unknown(AccountId id) {
        return ProblemException.of(
                ProblemType.UNKNOWN_ACCOUNT, "No activity of the account '" + id + "' has been recorded");
    }
}
