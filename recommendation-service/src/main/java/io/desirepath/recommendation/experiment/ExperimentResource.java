package io.desirepath.recommendation.experiment;

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
import jakarta.ws.rs.POST;
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

/** {@code /v1/experiments}. */
@Path(ExperimentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Experiments", description = "Which strategy is better, tried out on accounts")
public class ExperimentResource {

    static final String PATH = "/v1/experiments";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @param nextPageToken null on the last page */
    @Schema(name = "ExperimentList")
    record ExperimentList(
            List<ExperimentView> experiments, @Nullable String nextPageToken) {}

    private final DataSource database;
    private final PostgresExperiments experiments;
    private final EditExperiments edit;
    private final MeasureExperiment measureExperiment;

    ExperimentResource(
            DataSource database,
            PostgresExperiments experiments,
            EditExperiments edit,
            MeasureExperiment measureExperiment) {
        this.database = database;
        this.experiments = experiments;
        this.edit = edit;
        this.measureExperiment = measureExperiment;
    }

    @GET
    @Operation(operationId = "listExperiments", summary = "Lists experiments in the order of their ids")
    @APIResponse(
            responseCode = "200",
            description = "A page of experiments",
            content = @Content(schema = @Schema(implementation = ExperimentList.class)))
    public ExperimentList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            Page<ExperimentView> page = Page.cut(
                    experiments.page(c, PageToken.startOf(pageToken), pageSize.value() + 1),
                    pageSize,
                    ExperimentView::id);
            return new ExperimentList(page.items(), page.nextPageToken());
        }
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getExperiment", summary = "Reads an experiment")
    @APIResponse(
            responseCode = "200",
            description = "The experiment; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_EXPERIMENT")
    public Response read(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            ExperimentView experiment = experiments.find(c, id).orElseThrow(() -> EditExperiments.unknown(id));
            return VersionedAnswers.found(experiment, experiment.revision(), ifNoneMatch);
        }
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putExperiment",
            summary = "Creates an experiment or replaces it while it is a draft",
            description =
                    "Each variant is a version of a strategy, or held out: it gets what trends, like everybody. Which"
                            + " variant an account gets follows from its id and the salt alone: all its people get the same, on"
                            + " every replica. The first variant is the control. Where two running experiments want the same"
                            + " account at the same placement, the one started first has it.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "409", description = "CONFLICT: it was started and does not change any more")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @Nullable ExperimentDocument document)
            throws SQLException {
        if (!ID.matcher(id).matches()) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "id: must be 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit");
        }
        if (document == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        EditExperiments.Replaced replaced = edit.put(id, document, new Precondition(ifMatch, ifNoneMatch));
        ExperimentView experiment = replaced.experiment();
        return VersionedAnswers.written(replaced.created(), experiment, experiment.revision(), PATH, id);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteExperiment", summary = "Deletes an experiment that does not run")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "UNKNOWN_EXPERIMENT")
    @APIResponse(responseCode = "409", description = "CONFLICT: it runs")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch)
            throws SQLException {
        edit.delete(id, new Precondition(ifMatch, null));
    }

    @POST
    @Path("{id}/start")
    @Operation(
            operationId = "startExperiment",
            summary = "Starts an experiment",
            description = "Every replica follows within a second. From now on it does not change any more.")
    @APIResponse(
            responseCode = "200",
            description = "The experiment, now running",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_EXPERIMENT")
    @APIResponse(
            responseCode = "409",
            description = "CONFLICT: it is over, or a running one has all accounts at one of its placements")
    public Response start(@PathParam("id") String id) throws SQLException {
        return answer(edit.start(id));
    }

    @POST
    @Path("{id}/stop")
    @Operation(
            operationId = "stopExperiment",
            summary = "Stops an experiment",
            description = "Its accounts get the strategy in use again. Orders after that do not count.")
    @APIResponse(
            responseCode = "200",
            description = "The experiment, now stopped",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_EXPERIMENT")
    @APIResponse(responseCode = "409", description = "CONFLICT: it has not been started")
    public Response stop(@PathParam("id") String id) throws SQLException {
        return answer(edit.stop(id));
    }

    @GET
    @Path("{id}/results")
    @Operation(
            operationId = "getExperimentResults",
            summary = "Says what has come out of an experiment, and what follows",
            description =
                    "Accounts count from the first list on that the experiment made for them. Intervals are clustered"
                            + " by account; comparisons are adjusted for what each account bought before. No verdict is given"
                            + " where the sample ratio is off, or a variant has fewer than 100 accounts.")
    @APIResponse(
            responseCode = "200",
            description = "The results",
            content = @Content(schema = @Schema(implementation = ExperimentResults.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_EXPERIMENT")
    @APIResponse(responseCode = "409", description = "CONFLICT: it has not been started")
    public ExperimentResults results(@PathParam("id") String id) throws SQLException {
        return measureExperiment.measure(id);
    }

    private static Response answer(ExperimentView experiment) {
        return VersionedAnswers.found(experiment, experiment.revision(), null);
    }
}
