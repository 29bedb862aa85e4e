package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/accounts/{id}/recommendations}. */
@Path("/v1/accounts/{id}/recommendations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations", description = "What to show an account next, and why")
public class RecommendationResource {

    private final RecommendProducts recommendProducts;

    RecommendationResource(RecommendProducts recommendProducts) {
        this.recommendProducts = recommendProducts;
    }

    @GET
    @NonBlocking
    @Operation(
            operationId = "getRecommendations",
            summary = "Recommends products and content to an account",
            description = "The kinds share the list according to the placement and the account's journey stage. An"
                    + " account nobody has heard of gets trending products, without prices, and a fallbackReason. An"
                    + " empty list says in emptyReason what removed the candidates.")
    @APIResponse(
            responseCode = "200",
            description = "The recommendations",
            content = @Content(schema = @Schema(implementation = Recommendations.class)))
    @APIResponse(responseCode = "400", description = "INVALID_REQUEST or UNKNOWN_PARAMETER")
    public CompletionStage<Response> recommend(
            @PathParam("id") AccountId account,
            @Parameter(
                            description = "Where the list shows",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "home",
                                                "product",
                                                "cart",
                                                "checkout",
                                                "reorder",
                                                "email",
                                                "content"
                                            }))
                    @QueryParam("placement")
                    @DefaultValue("home")
                    String placement,
            @Parameter(
                            description = "How many products at most",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    @QueryParam("limit")
                    @DefaultValue("" + RecommendationQuery.DEFAULT_LIMIT)
                    String limit,
            @Parameter(
                            description = "Products in the cart, or on the page: ids separated by commas, in one or"
                                    + " several parameters. They are not recommended, their complements are.")
                    @QueryParam("items")
                    @Nullable
                    List<String> items,
            @Parameter(
                            description = "The person who will see the list: content is chosen by the person's persona"
                                    + " and role, where they are known")
                    @QueryParam("contact")
                    @Nullable
                    ContactId contact,
            @Parameter(
                            description = "Whether the answer shows the numbers behind it",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("explain")
                    @DefaultValue("false")
                    String explain) {
        return recommendProducts
                .recommend(query(account, contact, placement, limit, items, explain))
                .thenApply(json -> Response.ok(json)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    static RecommendationQuery query(
            AccountId account,
            @Nullable ContactId contact,
            String placement,
            String limit,
            @Nullable List<String> items,
            String explain) {
        try {
            return new RecommendationQuery(
                    account,
                    contact,
                    Placement.fromWireName(placement),
                    ids(items),
                    number(limit),
                    null,
                    truth(explain));
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> ids(@Nullable List<String> items) {
        return items == null
                ? List.of()
                : items.stream()
                        .flatMap(list -> Arrays.stream(list.split(",", -1)))
                        .filter(id -> !id.isBlank())
                        .distinct()
                        .toList();
    }

    private static int number(String limit) {
        return limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
    }

    private static boolean truth(String explain) {
        return switch (explain) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("explain: must be true or false");
        };
    }
}
