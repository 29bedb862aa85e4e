package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.ranking.CatalogueAttributes;
import io.desirepath.recommendation.ranking.domain.Conditions;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/recommendations}. */
@Path("/v1/recommendations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations")
public class SeveralRecommendationsResource {

    /** @param recommendations one for each placement asked for, in that order */
    @Schema(name = "SeveralRecommendations")
    record Several(AccountId accountId, List<Recommendations> recommendations) {}

    private final RecommendProducts recommendProducts;
    private final CatalogueFollower catalogue;

    SeveralRecommendationsResource(RecommendProducts recommendProducts, CatalogueFollower catalogue) {
        this.recommendProducts = recommendProducts;
        this.catalogue = catalogue;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "postRecommendations",
            summary = "Recommends for several placements in one call, nothing twice",
            description = "A filter is a condition on attributes of products (type trait, with all, any and not). One"
                    + " that asks for an attribute that no product has is refused: a filter is never ignored. Content"
                    + " has no such attributes, and is not shown where there is a filter.")
    @APIResponse(
            responseCode = "200",
            description = "A list for each placement",
            content = @Content(schema = @Schema(implementation = Several.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    public Response recommend(@Nullable RecommendationsRequest request) {
        if (request == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        List<RecommendationQuery> queries = queries(request);
        Several answer = new Several(
                request.accountId(), recommendProducts.recommend(request.accountId(), request.contactId(), queries));
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private List<RecommendationQuery> queries(RecommendationsRequest request) {
        CatalogueAttributes attributes = new CatalogueAttributes(catalogue.catalogue());
        try {
            List<RecommendationQuery> queries = request.queries();
            for (RecommendationQuery query : queries) {
                if (query.filter() != null) {
                    Conditions.requireOfProducts("filter", query.filter(), attributes::knows);
                }
            }
            return queries;
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
