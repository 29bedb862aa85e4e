package io.desirepath.recommendation.ranking;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/merchandising-rules}. */
@Path("/v1/merchandising-rules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
        name = "Merchandising rules",
        description = "Pin, boost, bury, exclude: what a merchandiser wants over the ranking")
public class RuleResource {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** @param nextPageToken null on the last page */
    @Schema(name = "MerchandisingRuleList")
    record RuleList(List<RuleView> rules, @Nullable String nextPageToken) {}

    private final DataSource database;
    private final PostgresRules rules;
    private final EditRules edit;

    RuleResource(DataSource database, PostgresRules rules, EditRules edit) {
        this.database = database;
        this.rules = rules;
        this.edit = edit;
    }

    @GET
    @Operation(operationId = "listMerchandisingRules", summary = "Lists the rules in the order of their ids")
    @APIResponse(
            responseCode = "200",
            description = "A page of rules",
            content = @Content(schema = @Schema(implementation = RuleList.class)))
    public RuleList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            Page<RuleView> page =
                    Page.cut(rules.page(c, PageToken.startOf(pageToken), pageSize.value() + 1), pageSize, RuleView::id);
            return new RuleList(page.items(), page.nextPageToken());
        }
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getMerchandisingRule", summary = "Reads a rule")
    @APIResponse(
            responseCode = "200",
            description = "The rule; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = RuleView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_MERCHANDISING_RULE")
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = "The versions the client has: ETags",
            schema = @Schema(type = SchemaType.STRING))
    public Response read(@PathParam("id") String id, @Context Request request) throws SQLException {
        try (Connection c = database.getConnection()) {
            RuleView rule = rules.find(c, id).orElseThrow(() -> EditRules.unknown(id));
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(rule));
            if (unchanged == null) {
                return Response.ok(rule).tag(tag(rule)).build();
            }
            Response answer = unchanged.build();
            if (answer.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
                throw ProblemException.of(
                        ProblemType.PRECONDITION_FAILED, "The rule is not in the version that the request names");
            }
            return answer;
        }
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putMerchandisingRule",
            summary = "Creates a rule or replaces it",
            description = "Rules count after the ranking and never show what the hard filters remove. An exclusion wins"
                    + " over everything, a pin over a boost and a burying, the higher priority over the lower. Every"
                    + " replica follows within a second. If-Match guards against overwriting the change of another.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = RuleView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = RuleView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = "The versions that may be changed: ETags, or *",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = "* to create only",
            schema = @Schema(type = SchemaType.STRING))
    public Response put(@PathParam("id") String id, @Context Request request, @Nullable RuleDocument document)
            throws SQLException {
        if (!ID.matcher(id).matches()) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "id: must be 1 to 128 letters, digits, dots, hyphens and underscores, the first a letter or digit");
        }
        if (document == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        EditRules.Replaced replaced = edit.put(id, document, present -> allows(request, present));
        Response.ResponseBuilder answer = replaced.created()
                ? Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, "/v1/merchandising-rules/" + id)
                : Response.ok();
        return answer.entity(replaced.rule()).tag(tag(replaced.rule())).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteMerchandisingRule", summary = "Deletes a rule")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "UNKNOWN_MERCHANDISING_RULE")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = "The versions that may be changed: ETags, or *",
            schema = @Schema(type = SchemaType.STRING))
    public void delete(@PathParam("id") String id, @Context Request request) throws SQLException {
        edit.delete(id, present -> allows(request, present));
    }

    private static boolean allows(Request request, Optional<RuleView> present) {
        return (present.isPresent()
                        ? request.evaluatePreconditions(tag(present.get()))
                        : request.evaluatePreconditions())
                == null;
    }

    private static EntityTag tag(RuleView rule) {
        return new EntityTag(Long.toString(rule.revision()));
    }
}
