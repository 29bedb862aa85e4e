package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** {@code GET /v1/accounts/{id}/journey/families}: where an account stands with each product family. */
@Path("/v1/accounts/{id}/journey/families")
@Tag(name = "Journey", description = "Where accounts stand on their journey, and why")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FamilyJourneysResource {

    private final ReadFamilyJourneys journeys;

    FamilyJourneysResource(ReadFamilyJourneys journeys) {
        this.journeys = journeys;
    }

    @GET
    @Operation(
            operationId = "readFamilyJourneys",
            summary = "Where an account stands with each product family",
            description =
                    "An account can be retained for one family and a beginner in another. A family is the 'category'"
                            + " of the products in its activities of the last two years; those with fewer than five activities are"
                            + " only counted.")
    @APIResponse(
            responseCode = "200",
            description = "The families, most activity first",
            content = @Content(schema = @Schema(implementation = FamilyJourneysAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "No activity of this account has been recorded",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public FamilyJourneysAnswer read(
            @Parameter(description = "The account", schema = @Schema(type = SchemaType.STRING)) @PathParam("id")
                    AccountId id)
            throws SQLException {
        return journeys.read(id, Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_ACCOUNT, "No activity of the account '" + id + "' has been recorded"));
    }
}
