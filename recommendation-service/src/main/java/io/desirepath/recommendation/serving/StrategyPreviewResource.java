package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.ranking.Strategies;
import io.desirepath.recommendation.ranking.domain.Strategy;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/strategies/{name}/versions/{version}/preview}. */
@Path("/v1/strategies/{name}/versions/{version}/preview")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Strategies")
public class StrategyPreviewResource {

    private final RecommendProducts recommendProducts;
    private final Strategies strategies;

    StrategyPreviewResource(RecommendProducts recommendProducts, Strategies strategies) {
        this.recommendProducts = recommendProducts;
        this.strategies = strategies;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "previewStrategyVersion",
            summary = "Shows what an account would get with a version, with the explanation",
            description = "Nothing is counted as shown, and nothing is left to chance.")
    @APIResponse(
            responseCode = "200",
            description = "The recommendations",
            content = @Content(schema = @Schema(implementation = Recommendations.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_STRATEGY")
    public Recommendations preview(
            @PathParam("name") String name,
            @PathParam("version") int version,
            @QueryParam("account") @Nullable AccountId account,
            @QueryParam("contact") @Nullable ContactId contact,
            @QueryParam("placement") @DefaultValue("home") String placement,
            @QueryParam("limit") @DefaultValue("" + RecommendationQuery.DEFAULT_LIMIT) String limit,
            @QueryParam("items") @Nullable List<String> items) {
        if (account == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "account: is required");
        }
        Strategy strategy = strategies
                .find(name, version)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_STRATEGY,
                        "There is no version " + version + " of a strategy '" + name + "'"));
        return recommendProducts.preview(
                RecommendationResource.query(account, contact, placement, limit, items, "true"), strategy);
    }
}
