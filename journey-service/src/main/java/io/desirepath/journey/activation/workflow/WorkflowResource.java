package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.EntityTags;
import io.desirepath.service.version.Precondition;
import io.desirepath.service.version.VersionedAnswers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
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
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/workflows}: what is done for an account when it enters or leaves a segment. */
@Path(WorkflowResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
        name = "Workflows",
        description = "Steps that are taken for an account when it enters or leaves a segment: wait, go on only if a"
                + " condition holds, tell somebody by e-mail or webhook. Every run can be looked at step by step")
public class WorkflowResource {

    static final String PATH = "/v1/workflows";

    private final DataSource database;
    private final PostgresWorkflows workflows;
    private final DefineWorkflows define;

    WorkflowResource(DataSource database, PostgresWorkflows workflows, DefineWorkflows define) {
        this.database = database;
        this.workflows = workflows;
        this.define = define;
    }

    /** @param nextPageToken null on the last page */
    @Schema(name = "WorkflowList")
    record WorkflowList(
            List<WorkflowView> workflows, @Nullable String nextPageToken) {}

    @GET
    @Operation(operationId = "listWorkflows", summary = "Lists workflows in the order of their ids")
    @APIResponse(
            responseCode = "200",
            description = "A page of workflows",
            content = @Content(schema = @Schema(implementation = WorkflowList.class)))
    public WorkflowList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            Page<WorkflowRow> page = Page.cut(
                    workflows.list(c, PageToken.startOf(pageToken), pageSize.value() + 1), pageSize, WorkflowRow::id);
            Map<String, Long> running = workflows.running(
                    c, page.items().stream().map(WorkflowRow::id).toList());
            return new WorkflowList(
                    page.items().stream()
                            .map(row -> WorkflowView.of(row, running.getOrDefault(row.id(), 0L)))
                            .toList(),
                    page.nextPageToken());
        }
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getWorkflow", summary = "Reads a workflow")
    @APIResponse(
            responseCode = "200",
            description = "The workflow; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = WorkflowView.class)))
    @APIResponse(
            responseCode = "404",
            description = "UNKNOWN_WORKFLOW",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response read(@PathParam("id") String id) throws SQLException {
        try (Connection c = database.getConnection()) {
            WorkflowRow row = workflows.find(c, id).orElseThrow(() -> DefineWorkflows.unknown(id));
            return VersionedAnswers.found(view(c, row), row.version(), null);
        }
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putWorkflow",
            summary = "Creates a workflow or changes it",
            description =
                    "Changes of the segment count from now on; its present members, and those who enter or leave it"
                            + " only because it is defined anew or deleted, start no run. Runs under way keep their steps;"
                            + " disabling cancels them. If-Match guards against overwriting the change of another, If-None-Match: *"
                            + " against overwriting at all.")
    @APIResponse(
            responseCode = "200",
            description = "Changed, or already so",
            content = @Content(schema = @Schema(implementation = WorkflowView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = WorkflowView.class)))
    @APIResponse(
            responseCode = "400",
            description = "It could not be run; the detail says why",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @Nullable WorkflowDescription description)
            throws SQLException {
        if (description == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        var defined = define.define(id, description, new Precondition(ifMatch, ifNoneMatch));
        WorkflowRow row = defined.workflow();
        try (Connection c = database.getConnection()) {
            return VersionedAnswers.written(defined.created(), view(c, row), row.version(), PATH, id);
        }
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteWorkflow", summary = "Deletes a workflow and its runs, also those under way")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(
            responseCode = "404",
            description = "UNKNOWN_WORKFLOW",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        define.delete(id, new Precondition(ifMatch, null));
    }

    private WorkflowView view(Connection c, WorkflowRow row) throws SQLException {
        return WorkflowView.of(row, workflows.running(c, List.of(row.id())).getOrDefault(row.id(), 0L));
    }
}
