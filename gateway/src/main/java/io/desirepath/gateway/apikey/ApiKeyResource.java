package io.desirepath.gateway.apikey;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.apikey.domain.RotationOverlap;
import io.desirepath.gateway.audit.Actor;
import io.desirepath.gateway.idempotency.KeepOwnAnswers;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/api-keys}. What it changes counts here at once, and on every other replica after the next refresh. */
@Path("/v1/api-keys")
@RunOnVirtualThread
@Tag(name = "Administration", description = "Keys, and who changed what")
public class ApiKeyResource {

    /** @param nextPageToken null on the last page */
    @Schema(name = "ApiKeyList")
    record ApiKeyList(List<ApiKeyView> apiKeys, @Nullable String nextPageToken) {}

    /** @param overlap how long the old key goes on working, ISO 8601, PT0S to P30D; default PT24H */
    @Schema(name = "ApiKeyRotation")
    record Rotation(
            @Schema(description = "How long the old key goes on working, PT0S to P30D", examples = "PT24H") @Nullable
            String overlap) {

        Rotation {
            if (overlap != null) {
                RotationOverlap.parse(overlap);
            }
        }

        RotationOverlap parsed() {
            return overlap == null ? RotationOverlap.DEFAULT : RotationOverlap.parse(overlap);
        }
    }

    private final PostgresApiKeys keys;
    private final IssueApiKey issueApiKey;
    private final RotateApiKey rotateApiKey;
    private final RevokeApiKey revokeApiKey;
    private final KeyRingRefresh ring;
    private final KeepOwnAnswers answers;
    private final Clock clock = Clock.systemUTC();

    ApiKeyResource(
            PostgresApiKeys keys,
            IssueApiKey issueApiKey,
            RotateApiKey rotateApiKey,
            RevokeApiKey revokeApiKey,
            KeyRingRefresh ring,
            KeepOwnAnswers answers) {
        this.keys = keys;
        this.issueApiKey = issueApiKey;
        this.rotateApiKey = rotateApiKey;
        this.revokeApiKey = revokeApiKey;
        this.ring = ring;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listApiKeys", summary = "Lists the keys, oldest first, revoked ones as well")
    public ApiKeyList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        List<ApiKeyRow> found = keys.after(PageToken.numberOr(pageToken, 0), pageSize.value() + 1);
        Page<ApiKeyRow> page = Page.cut(found, pageSize, key -> Long.toString(key.id));
        return new ApiKeyList(page.items().stream().map(ApiKeyView::of).toList(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getApiKey", summary = "Reads a key, without its secret")
    @APIResponse(
            responseCode = "200",
            description = "The key",
            content = @Content(schema = @Schema(implementation = ApiKeyView.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_API_KEY")
    public ApiKeyView read(@PathParam("id") String id) {
        return ApiKeyView.of(keys.existing(number(id)));
    }

    @POST
    @Operation(operationId = "createApiKey", summary = "Creates a key, and shows it this once")
    @APIResponse(
            responseCode = "201",
            description = "Created; 'key' is the key itself",
            content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    public Response create(@Nullable NewApiKeyRequest request, @Context RoutingContext context) {
        if (request == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "the body must be a JSON object");
        }
        return issued(
                issueApiKey.issue(request.settings(), request.expiresAt(), Actor.of(context), clock.instant()),
                context);
    }

    @POST
    @Path("{id}/rotate")
    @Operation(
            operationId = "rotateApiKey",
            summary = "Makes a key with the same settings; the old one ends after the overlap",
            description = "The new key lives as long as the old one was to live. A key that the environment brings is"
                    + " changed there.")
    @APIResponse(
            responseCode = "201",
            description = "Created; 'key' is the new key itself",
            content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "404", description = "UNKNOWN_API_KEY")
    @APIResponse(responseCode = "409", description = "CONFLICT: ended, rotated before, or of the environment")
    public Response rotate(@PathParam("id") String id, @Nullable Rotation rotation, @Context RoutingContext context) {
        RotationOverlap overlap = rotation == null ? RotationOverlap.DEFAULT : rotation.parsed();
        return issued(rotateApiKey.rotate(number(id), overlap, Actor.of(context), clock.instant()), context);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revokes a key for good",
            description = "Counts within 5 seconds everywhere. The key stays in the list.")
    @APIResponse(responseCode = "204", description = "Revoked, now or before")
    @APIResponse(responseCode = "404", description = "UNKNOWN_API_KEY")
    @APIResponse(responseCode = "409", description = "CONFLICT: the last key with the scope admin")
    public void revoke(@PathParam("id") String id, @Context RoutingContext context) {
        revokeApiKey.revoke(number(id), Actor.of(context), clock.instant());
        ring.refresh();
    }

    private Response issued(IssuedApiKey issued, RoutingContext context) {
        ring.refresh();
        Response created = Response.status(Response.Status.CREATED)
                .entity(issued)
                .header(HttpHeaders.LOCATION, "/v1/api-keys/" + issued.apiKey().id())
                .build();
        answers.keep(created, context);
        return created;
    }

    private static long number(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw PostgresApiKeys.unknown();
        }
        return Long.parseLong(id);
    }
}
