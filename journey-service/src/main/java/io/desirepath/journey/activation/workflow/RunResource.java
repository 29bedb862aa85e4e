package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.activation.workflow.domain.RunState;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/workflows/{id}/runs}: what workflows do, step by step. */
@Path(WorkflowResource.PATH + "/{id}/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Workflows")
public class RunResource {

    private final LookAtRuns runs;

    RunResource(LookAtRuns runs) {
        this.runs = runs;
    }

    /** @param nextPageToken null on the last page */
    @Schema(name = "WorkflowRunList")
    record RunList(List<RunView> runs, @Nullable String nextPageToken) {}

    @GET
    @Operation(operationId = "listWorkflowRuns", summary = "Lists the runs of a workflow, those first that began last")
    @APIResponse(
            responseCode = "200",
            description = "A page of runs",
            content = @Content(schema = @Schema(implementation = RunList.class)))
    @APIResponse(
            responseCode = "404",
            description = "UNKNOWN_WORKFLOW",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public RunList list(
            @PathParam("id") String workflow,
            @QueryParam("state") @Nullable String state,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        long below = PageToken.numberOr(pageToken, Long.MAX_VALUE);
        Page<RunRow> page = Page.cut(
                runs.page(workflow, state(state), below, pageSize.value() + 1),
                pageSize,
                run -> Long.toString(run.number()));
        return new RunList(page.items().stream().map(RunView::of).toList(), page.nextPageToken());
    }

    @GET
    @Path("{runId}")
    @Operation(
            operationId = "getWorkflowRun",
            summary = "Reads a run",
            description =
                    "Each step has when it was due, when it ran and what it found: the sentences of a condition, what"
                            + " the mail server or the receiver answered.")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "404",
            description = "UNKNOWN_WORKFLOW_RUN",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public RunView read(@PathParam("id") String workflow, @PathParam("runId") UUID run) throws SQLException {
        return runs.read(workflow, run);
    }

    @POST
    @Path("{runId}/cancel")
    @Operation(
            operationId = "cancelWorkflowRun",
            summary = "Cancels a run",
            description = "An e-mail that is on its way then may still arrive; the run says so.")
    @APIResponse(
            responseCode = "200",
            description = "The run, cancelled now or before",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "404",
            description = "UNKNOWN_WORKFLOW_RUN",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "409",
            description = "CONFLICT: it has ended",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public RunView cancel(@PathParam("id") String workflow, @PathParam("runId") UUID run) throws SQLException {
        runs.cancel(workflow, run);
        return runs.read(workflow, run);
    }

    private static @Nullable RunState state(@Nullable String state) {
        if (state == null) {
            return null;
        }
        try {
            return RunState.valueOf(state);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "state: must be one of " + List.of(RunState.values()));
        }
    }
}
