package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.ProblemType;
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
import jakarta.ws.rs.core.HttpHeaders;
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

/** {@code /v1/strategies}. */
@Path("/v1/strategies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Strategies", description = "Which kinds of recommendation fill how many slots, where and at which stage")
public class StrategyResource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** @param nextPageToken null on the last page */
    @Schema(name = "StrategyVersionList")
    record StrategyVersionList(
            List<StrategyVersion> strategies, @Nullable String nextPageToken) {}

    /** The answer for one version, written once. */
    private record Written(StrategyVersion version, byte[] json) {}

    private final DataSource database;
    private final PostgresStrategies stored;
    private final EditStrategies edit;
    private final Strategies strategies;
    private final ObjectMapper json;
    private volatile @Nullable Written present;

    StrategyResource(
            DataSource database,
            PostgresStrategies stored,
            EditStrategies edit,
            Strategies strategies,
            ObjectMapper json) {
        this.database = database;
        this.stored = stored;
        this.edit = edit;
        this.strategies = strategies;
        this.json = json;
    }

    @GET
    @Operation(operationId = "listStrategies", summary = "Lists the newest version of each strategy, by name")
    @APIResponse(
            responseCode = "200",
            description = "A page of strategies",
            content = @Content(schema = @Schema(implementation = StrategyVersionList.class)))
    public StrategyVersionList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            Page<StrategyVersion> page = Page.cut(
                    stored.newest(c, PageToken.startOf(pageToken), pageSize.value() + 1),
                    pageSize,
                    StrategyVersion::name);
            return new StrategyVersionList(page.items(), page.nextPageToken());
        }
    }

    @GET
    @Path("active")
    @Operation(
            operationId = "getActiveStrategy",
            summary = "Reads the version that answers are made with, as this replica has it in memory")
    @APIResponse(
            responseCode = "200",
            description = "The version in use",
            content = @Content(schema = @Schema(implementation = StrategyVersion.class)))
    public byte[] active() throws JsonProcessingException {
        StrategyVersion version = strategies.presentVersion();
        Written written = present;
        if (written == null || written.version() != version) {
            written = new Written(version, json.writeValueAsBytes(version));
            present = written;
        }
        return written.json();
    }

    @GET
    @Path("{name}/versions")
    @Operation(operationId = "listStrategyVersions", summary = "Lists the versions of a strategy, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of versions",
            content = @Content(schema = @Schema(implementation = StrategyVersionList.class)))
    public StrategyVersionList versions(
            @PathParam("name") String name,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            long below = PageToken.numberOr(pageToken, Long.MAX_VALUE);
            Page<StrategyVersion> page = Page.cut(
                    stored.versions(c, name, below, pageSize.value() + 1),
                    pageSize,
                    version -> Integer.toString(version.version()));
            return new StrategyVersionList(page.items(), page.nextPageToken());
        }
    }

    @POST
    @Path("{name}/versions")
    @Operation(
            operationId = "createStrategyVersion",
            summary = "Adds a version to a strategy, which is created with its first one",
            description = "Nothing changes for anybody until the version is activated. To change the strategy in use,"
                    + " read it at /v1/strategies/active, change the document and send it under a name of your own.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = StrategyVersion.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "409", description = "CONFLICT: the name of what comes with the service")
    public Response create(@PathParam("name") String name, @Nullable StrategyDocument document) throws SQLException {
        if (!NAME.matcher(name).matches() || name.equals("active")) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "name: must be 1 to 64 small letters, digits and hyphens, not 'active', not beginning with a hyphen");
        }
        if (document == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        StrategyVersion version = edit.create(name, document);
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/v1/strategies/" + name + "/versions/" + version.version())
                .entity(version)
                .build();
    }

    @GET
    @Path("{name}/versions/{version}")
    @Operation(operationId = "getStrategyVersion", summary = "Reads a version of a strategy")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = StrategyVersion.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_STRATEGY")
    public StrategyVersion read(@PathParam("name") String name, @PathParam("version") int version) throws SQLException {
        try (Connection c = database.getConnection()) {
            return stored.find(c, name, version).orElseThrow(() -> EditStrategies.unknown(name, version));
        }
    }

    @POST
    @Path("{name}/versions/{version}/activate")
    @Operation(
            operationId = "activateStrategyVersion",
            summary = "Puts a version in use",
            description = "Every replica follows within a second. A version that is in use stays so.")
    @APIResponse(
            responseCode = "200",
            description = "The version, now in use",
            content = @Content(schema = @Schema(implementation = StrategyVersion.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_STRATEGY")
    public StrategyVersion activate(@PathParam("name") String name, @PathParam("version") int version)
            throws SQLException {
        return edit.activate(name, version);
    }

    @POST
    @Path("{name}/versions/{version}/rollback")
    @Operation(
            operationId = "rollbackStrategyVersion",
            summary = "Goes back from the version in use to the one that was in use before")
    @APIResponse(
            responseCode = "200",
            description = "The version that is in use now",
            content = @Content(schema = @Schema(implementation = StrategyVersion.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_STRATEGY")
    @APIResponse(responseCode = "409", description = "CONFLICT: it is not in use, or nothing was before")
    public StrategyVersion rollback(@PathParam("name") String name, @PathParam("version") int version)
            throws SQLException {
        return edit.rollback(name, version);
    }
}
