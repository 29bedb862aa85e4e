package io.desirepath.recommendation.ranking;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.EntityTags;
import io.desirepath.service.version.Precondition;
import io.desirepath.service.version.VersionedAnswers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/merchandising-rules}. */
@Path(RuleResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
        name = "Merchandising rules",
        description = "Pin, boost, bury, exclude: what a merchandiser wants over the ranking")
public class RuleResource {

    static final String PATH = "/v1/merchandising-rules";

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
    public Response read(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            RuleView rule = rules.find(c, id).orElseThrow(() -> EditRules.unknown(id));
            return VersionedAnswers.found(rule, rule.revision(), ifNoneMatch);
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
    public Response put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @Nullable RuleDocument document)
            throws SQLException {
        if (!ID.matcher(id).matches()) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "id: must be 1 to 128 letters, digits, dots, hyphens and underscores, the first a letter or digit");
        }
        if (document == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        EditRules.Replaced replaced = edit.put(id, document, new Precondition(ifMatch, ifNoneMatch));
        RuleView rule = replaced.rule();
        return VersionedAnswers.written(replaced.created(), rule, rule.revision(), PATH, id);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteMerchandisingRule", summary = "Deletes a rule")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "UNKNOWN_MERCHANDISING_RULE")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch)
            throws SQLException {
        edit.delete(id, new Precondition(ifMatch, null));
    }
}
