package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
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

/** {@code GET /v1/accounts/{id}/journey/smoothed}: the belief over time, told with hindsight, for display only. */
@Path("/v1/accounts/{id}/journey/smoothed")
@Tag(name = "Journey", description = "Where accounts stand on their journey, and why")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SmoothedJourneyResource {

    private static final int MOST_DAYS = 730;

    private final ReadSmoothedJourney journey;

    SmoothedJourneyResource(ReadSmoothedJourney journey) {
        this.journey = journey;
    }

    @GET
    @Operation(
            operationId = "readSmoothedJourney",
            summary = "Where an account probably stood on each day, with hindsight",
            description = "The belief over time, smoothed (forward-backward) for display: each day's probabilities also"
                    + " use what came later, and what labels say of the account, by today's model. They change as more"
                    + " happens, so they are nothing to decide or to learn by: …/journey, with at for a moment of the past,"
                    + " knows only what came before. All of the account's history counts, whatever days are asked for; of"
                    + " more than 20,000 activities that are evidence, the newest 20,000.")
    @APIResponse(
            responseCode = "200",
            description = "The days",
            content = @Content(schema = @Schema(implementation = SmoothedJourneyAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "Days that are not a number from 1 to 730",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "404",
            description = "No activity of this account has been recorded",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public SmoothedJourneyAnswer read(
            @Parameter(description = "The account", schema = @Schema(type = SchemaType.STRING)) @PathParam("id")
                    AccountId id,
            @Parameter(
                            description =
                                    "UTC days in the answer, the last of them today; fewer if the account is younger",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "730",
                                            defaultValue = "365"))
                    @QueryParam("days")
                    @DefaultValue("365")
                    String days)
            throws SQLException {
        return journey.read(id, number(days), Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_ACCOUNT, "No activity of the account '" + id + "' has been recorded"));
    }

    private static int number(String days) {
        try {
            int number = Integer.parseInt(days);
            if (number >= 1 && number <= MOST_DAYS) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outOfRange();
        }
        throw outOfRange();
    }

    private static ProblemException outOfRange() {
        return ProblemException.of(ProblemType.INVALID_REQUEST, "days: 1 to " + MOST_DAYS);
    }
}
