package io.desirepath.journey.stage;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/journey/simulate}: what would be believed if this and that were to happen. */
@Path("/v1/journey/simulate")
@Tag(name = "Journey")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SimulationResource {

    private final SimulateJourney journey;

    SimulationResource(SimulateJourney journey) {
        this.journey = journey;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "simulateJourney",
            summary = "Where imagined activities would lead",
            description =
                    "The belief after each of up to 1000 activities that have not happened, of an account or of one"
                            + " that nobody has seen, such as a persona's. The same filter as in earnest; nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "The path of the belief",
            content = @Content(schema = @Schema(implementation = SimulationAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "An event nobody knows, or a moment that does not fit; the detail names it",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "404",
            description = "No activity of the account had happened by then",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public SimulationAnswer simulate(@Nullable SimulationRequest request) throws SQLException {
        if (request == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        return journey.simulate(request, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
