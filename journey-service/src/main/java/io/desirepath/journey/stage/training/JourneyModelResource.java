package io.desirepath.journey.stage.training;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.ReplayBeliefs;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/journey-models}: the versions of the stage model, how they are learned, measured and put in use. */
@Path("/v1/journey-models")
@Tag(name = "Journey models", description = "Versions of the stage model: learned, measured, promoted, rolled back")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JourneyModelResource {

    private static final Instant NEWEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final String PATH = "/v1/journey-models/";

    private final DataSource database;
    private final PostgresJourneyModels models;
    private final PostgresPromotions promotions;
    private final TrainJourneyModel train;
    private final BacktestModel backtest;
    private final CompareModels compare;
    private final PromoteModel promote;
    private final ReplayBeliefs beliefs;
    private final JsonWebToken token;

    JourneyModelResource(
            DataSource database,
            PostgresJourneyModels models,
            PostgresPromotions promotions,
            TrainJourneyModel train,
            BacktestModel backtest,
            CompareModels compare,
            PromoteModel promote,
            ReplayBeliefs beliefs,
            JsonWebToken token) {
        this.database = database;
        this.models = models;
        this.promotions = promotions;
        this.train = train;
        this.backtest = backtest;
        this.compare = compare;
        this.promote = promote;
        this.beliefs = beliefs;
        this.token = token;
    }

    @Schema(name = "JourneyModelPromotionRequest")
    record PromotionRequest(
            @Schema(description = "Promote though the model has not beaten the champion. It is written down.") @Nullable
            Boolean force,

            @Schema(description = "Why, in your words; up to 500 characters.") @Nullable
            String reason) {}

    @GET
    @Operation(operationId = "listJourneyModels", summary = "The versions of the stage model, newest first")
    public JourneyModel.Page list(
            @Parameter(
                            description = "Versions in one answer, 1 to 1000",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("pageSize")
                    @DefaultValue("100")
                    PageSize pageSize,
            @Parameter(description = "The nextPageToken of the page before", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("pageToken")
                    @Nullable
                    PageToken pageToken)
            throws SQLException {
        Instant createdBefore = pageToken == null ? NEWEST : instant(pageToken);
        String versionBefore = pageToken == null ? "" : pageToken.key(2).get(1);
        try (Connection c = database.getConnection()) {
            // One more than fits tells whether there is a next page.
            List<JourneyModel> found = models.list(c, createdBefore, versionBefore, pageSize.value() + 1);
            List<JourneyModel> shown = found.stream().limit(pageSize.value()).toList();
            JourneyModel last = shown.isEmpty() ? null : shown.getLast();
            return new JourneyModel.Page(
                    shown,
                    last == null || found.size() == shown.size()
                            ? null
                            : PageToken.after(last.createdAt().toString(), last.version())
                                    .encoded());
        }
    }

    @GET
    @Path("{version}")
    @Operation(
            operationId = "readJourneyModel",
            summary = "A version of the stage model",
            description =
                    "While it is trained or backtested, how far that is; while it is champion, how far the journeys"
                            + " follow it.")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = ModelDetail.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such version",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public ModelDetail read(@PathParam("version") String version) throws SQLException {
        try (Connection c = database.getConnection()) {
            JourneyModel model = find(c, version);
            return ModelDetail.of(
                    model,
                    model.state() == ModelState.CHAMPION ? replay(version) : null,
                    promotions.of(c, version),
                    models.parameters(c, version).orElse(null));
        }
    }

    private ModelDetail.Replay replay(String version) throws SQLException {
        ReplayBeliefs.Progress progress = beliefs.progress(version);
        return new ModelDetail.Replay(progress.done() < progress.total(), progress.done(), progress.total());
    }

    @POST
    @Operation(
            operationId = "trainJourneyModel",
            summary = "Learn a model from what accounts have done",
            description =
                    "Answers at once; the version's state says how far it is. Labels are used where there are some."
                            + " What comes out is measured against the champion on the last days, which it does not see.")
    @APIResponse(
            responseCode = "202",
            description = "It has begun",
            content = @Content(schema = @Schema(implementation = ModelDetail.class)))
    @APIResponse(
            responseCode = "409",
            description = "A training or a backtest is running",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response train(@Nullable TrainingRequest request) throws SQLException {
        String version = train.start(
                request == null ? new TrainingRequest(null, null, null, null, null, null, null) : request,
                token.getSubject(),
                now());
        return Response.accepted(read(version))
                .header(HttpHeaders.LOCATION, PATH + version)
                .build();
    }

    @POST
    @Path("{version}/cancel")
    @Operation(
            operationId = "cancelJourneyModel",
            summary = "End a training or a backtest",
            description = "Takes effect within seconds. A model that is trained stays.")
    @APIResponse(
            responseCode = "202",
            description = "It will end",
            content = @Content(schema = @Schema(implementation = ModelDetail.class)))
    public Response cancel(@PathParam("version") String version) throws SQLException {
        try (Connection c = database.getConnection()) {
            JourneyModel model = find(c, version);
            Backtest running = model.backtest();
            if (model.state() != ModelState.TRAINING
                    && (running == null || running.state() != Backtest.State.RUNNING)) {
                throw ProblemException.of(ProblemType.CONFLICT, "Neither its training nor a backtest is running");
            }
            models.cancel(c, version, true);
        }
        return Response.accepted(read(version)).build();
    }

    @POST
    @Path("{version}/backtest")
    @Operation(
            operationId = "backtestJourneyModel",
            summary = "How the model would have done",
            description = "Asks it at moments of the past, from strictly before each: an order within 30 days, and the"
                    + " stages that labels say. Measures a candidate against today's champion too. Answers at once; the"
                    + " version's backtest says how far it is.")
    @APIResponse(
            responseCode = "202",
            description = "It has begun",
            content = @Content(schema = @Schema(implementation = ModelDetail.class)))
    @APIResponse(
            responseCode = "409",
            description = "A training or a backtest is running",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response backtest(@PathParam("version") String version, @Nullable BacktestRequest request)
            throws SQLException {
        JourneyModel model;
        try (Connection c = database.getConnection()) {
            model = find(c, version);
        }
        backtest.start(model, request == null ? new BacktestRequest(null) : request, now());
        return Response.accepted(read(version))
                .header(HttpHeaders.LOCATION, PATH + version)
                .build();
    }

    @GET
    @Path("{version}/compare")
    @Operation(
            operationId = "compareJourneyModels",
            summary = "Whose stage would change",
            description =
                    "Accounts that stand elsewhere by this model than by another, the champion by default, and why.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = CompareModels.Comparison.class)))
    public CompareModels.Comparison compare(
            @PathParam("version") String version,
            @Parameter(description = "The other version") @QueryParam("with") @Nullable String with,
            @Parameter(
                            description = "Accounts in one answer, 1 to 1000",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("pageSize")
                    @DefaultValue("100")
                    PageSize pageSize,
            @Parameter(description = "The nextPageToken of the page before", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("pageToken")
                    @Nullable
                    PageToken pageToken)
            throws SQLException {
        String after = PageToken.startOf(pageToken);
        String other;
        ModelAtWork model;
        ModelAtWork base;
        try (Connection c = database.getConnection()) {
            other = with == null ? models.champion(c).orElseThrow().version() : with;
            model = usable(c, version);
            base = usable(c, other);
        }
        Taxonomies.requireSame(model.filter().model(), base.filter().model());
        CompareModels.Found found = compare.compare(model, base, after, pageSize.value(), now());
        return new CompareModels.Comparison(
                version,
                other,
                found.accounts(),
                found.changes(),
                found.last() == null ? null : PageToken.after(found.last()).encoded());
    }

    @POST
    @Path("{version}/promote")
    @Operation(
            operationId = "promoteJourneyModel",
            summary = "Put the model in use",
            description = "A candidate has to have beaten the champion on held-out time, or is forced; one that was in"
                    + " use before only has to be asked for. The journeys follow in the background.")
    @APIResponse(
            responseCode = "200",
            description = "It is the champion",
            content = @Content(schema = @Schema(implementation = ModelDetail.class)))
    @APIResponse(
            responseCode = "409",
            description = "It has not beaten the champion; the detail says why",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public ModelDetail promote(@PathParam("version") String version, @Nullable PromotionRequest request)
            throws SQLException {
        promote.promote(
                version, request != null && Boolean.TRUE.equals(request.force()), reason(request), token.getSubject());
        return read(version);
    }

    @POST
    @Path("{version}/rollback")
    @Operation(
            operationId = "rollBackJourneyModel",
            summary = "Go back to the champion before",
            description = "Of the champion only. Answers with the version that is in use now.")
    @APIResponse(
            responseCode = "200",
            description = "The version in use now",
            content = @Content(schema = @Schema(implementation = ModelDetail.class)))
    @APIResponse(
            responseCode = "409",
            description = "It is not the champion, or there was none before",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public ModelDetail rollBack(@PathParam("version") String version, @Nullable PromotionRequest request)
            throws SQLException {
        promote.rollBack(version, reason(request), token.getSubject());
        String champion;
        try (Connection c = database.getConnection()) {
            champion = models.champion(c).orElseThrow().version();
        }
        return read(champion);
    }

    private static @Nullable String reason(@Nullable PromotionRequest request) {
        String reason = request == null ? null : request.reason();
        if (reason != null && (reason.length() > 500 || reason.indexOf(0) >= 0)) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "reason: up to 500 characters");
        }
        return reason;
    }

    private JourneyModel find(Connection c, String version) throws SQLException {
        return models.find(c, version).orElseThrow(() -> PromoteModel.unknown(version));
    }

    private ModelAtWork usable(Connection c, String version) throws SQLException {
        ModelState state = find(c, version).state();
        if (!state.isUsable()) {
            throw ProblemException.of(ProblemType.CONFLICT, "The model " + version + " is " + state);
        }
        return models.parameters(c, version).orElseThrow().atWork();
    }

    private static Instant instant(PageToken token) {
        try {
            return Instant.parse(token.key(2).getFirst());
        } catch (DateTimeException e) {
            throw PageToken.invalid();
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
