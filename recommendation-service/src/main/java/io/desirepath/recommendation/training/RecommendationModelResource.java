package io.desirepath.recommendation.training;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** {@code /v1/recommendation-models}: the versions that recommendations are made from. */
@Path("/v1/recommendation-models")
@Tag(name = "Recommendation models", description = "Versions of lists and rankers: trained, promoted, rolled back")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RecommendationModelResource {

    private static final Logger LOG = Logger.getLogger(RecommendationModelResource.class);

    private final PostgresModels models;
    private final TrainModel trainModel;

    RecommendationModelResource(PostgresModels models, TrainModel trainModel) {
        this.models = models;
        this.trainModel = trainModel;
    }

    @GET
    @Operation(
            operationId = "listRecommendationModels",
            summary = "The versions of the recommendation model, newest first",
            description = "While one is trained, how far that is.")
    public RecommendationModel.Page list() throws SQLException {
        return new RecommendationModel.Page(models.list(), null);
    }

    @POST
    @Operation(
            operationId = "trainRecommendationModel",
            summary = "Train from all orders",
            description =
                    "Answers at once. The new version serves when it is there; its weights only if they are no worse"
                            + " than those that serve, measured on the newest baskets.")
    @APIResponse(responseCode = "202", description = "It begins, unless one is under way")
    public Response train() {
        // A platform thread: native code would pin the carrier of a virtual one.
        Thread.ofPlatform().name("model-training").daemon().start(() -> {
            try {
                trainModel.trainIf(champion -> true);
            } catch (SQLException | RuntimeException e) {
                LOG.errorf(e, "The training that was asked for has failed; the present model goes on serving");
            }
        });
        return Response.accepted().build();
    }

    @POST
    @Path("{version}/cancel")
    @Operation(operationId = "cancelRecommendationModel", summary = "End a training after its present step")
    @APIResponse(responseCode = "202", description = "It will end")
    @APIResponse(
            responseCode = "409",
            description = "It is not being trained",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response cancel(@PathParam("version") String version) throws SQLException {
        if (!models.requestCancel(version)) {
            throw ProblemException.of(ProblemType.CONFLICT, "This version is not being trained");
        }
        return Response.accepted().build();
    }

    @POST
    @Path("{version}/promote")
    @Operation(
            operationId = "promoteRecommendationModel",
            summary = "Let a version serve that is kept",
            description = "Also the way back to an earlier one. The next training makes a new one again.")
    @APIResponse(
            responseCode = "200",
            description = "It serves",
            content = @Content(schema = @Schema(implementation = RecommendationModel.Page.class)))
    @APIResponse(
            responseCode = "409",
            description = "There is no such version, or its training has not ended",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public RecommendationModel.Page promote(@PathParam("version") String version) throws SQLException {
        if (!models.promoteAgain(version)) {
            throw ProblemException.of(ProblemType.CONFLICT, "There is no version of this name that could serve");
        }
        return list();
    }

    @POST
    @Path("rollback")
    @Operation(operationId = "rollBackRecommendationModel", summary = "Let the version before the champion serve again")
    @APIResponse(
            responseCode = "409",
            description = "There is none",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public RecommendationModel.Page rollback() throws SQLException {
        RecommendationModel before = models.list().stream()
                .filter(model -> "RETIRED".equals(model.status()))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(ProblemType.CONFLICT, "No earlier version is kept"));
        return promote(before.version());
    }
}
