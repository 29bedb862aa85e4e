package io.desirepath.journey.segment;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.segment.domain.Definitions;
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
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/segments}: what segments there are, and how they are defined. */
@Path("/v1/segments")
@Tag(name = "Segments", description = "Named conditions over accounts or contacts, and who is in them")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SegmentResource {

    private final DataSource database;
    private final PostgresSegments segments;
    private final DefineSegments define;
    private final PreviewSegment preview;

    SegmentResource(DataSource database, PostgresSegments segments, DefineSegments define, PreviewSegment preview) {
        this.database = database;
        this.segments = segments;
        this.define = define;
        this.preview = preview;
    }

    /** @param nextPageToken null on the last page */
    @Schema(name = "SegmentList")
    record SegmentList(List<SegmentView> segments, @Nullable String nextPageToken) {}

    @GET
    @Operation(operationId = "listSegments", summary = "Lists segments in the order of their ids")
    @APIResponse(
            responseCode = "200",
            description = "A page of segments",
            content = @Content(schema = @Schema(implementation = SegmentList.class)))
    public SegmentList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            Page<SegmentRow> page = Page.cut(
                    segments.list(c, PageToken.startOf(pageToken), pageSize.value() + 1), pageSize, SegmentRow::id);
            Definitions all = segments.definitions(c);
            Instant reached = segments.computedAt(c);
            Instant now = Instant.now();
            return new SegmentList(
                    page.items().stream()
                            .map(row -> SegmentView.of(row, reached, all.usersOf(row.id()), now))
                            .toList(),
                    page.nextPageToken());
        }
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getSegment", summary = "Reads a segment")
    @APIResponse(
            responseCode = "200",
            description = "The segment; the ETag header is the version of its definition",
            content = @Content(schema = @Schema(implementation = SegmentView.class)))
    @APIResponse(
            responseCode = "404",
            description = "UNKNOWN_SEGMENT",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response read(@PathParam("id") String id) throws SQLException {
        try (Connection c = database.getConnection()) {
            SegmentRow row = segments.find(c, id)
                    .filter(found -> found.state() != SegmentRow.State.DELETING)
                    .orElseThrow(() -> DefineSegments.unknown(id));
            return VersionedAnswers.found(view(c, row), row.version(), null);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSegment",
            summary = "Creates a segment",
            description =
                    "Everybody is looked at in the background; the segment says how far that is. Without an id it is"
                            + " called after its name.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = SegmentView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The definition cannot be evaluated; the detail says why",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "409",
            description = "There is such a segment",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response create(@Nullable NewSegment segment) throws SQLException {
        if (segment == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        return written(define.create(segment.idOrName(), segment.described()));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putSegment",
            summary = "Creates a segment or changes its definition",
            description =
                    "Everybody is looked at again in the background; the segment says how far that is. If-Match guards"
                            + " against overwriting the change of another, If-None-Match: * against overwriting at all.")
    @APIResponse(
            responseCode = "200",
            description = "Changed, or already so",
            content = @Content(schema = @Schema(implementation = SegmentView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = SegmentView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The definition cannot be evaluated; the detail says why",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "409",
            description = "Built in, being deleted, or of another subject",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @Nullable SegmentDescription description)
            throws SQLException {
        return written(define.define(id, required(description), new Precondition(ifMatch, ifNoneMatch)));
    }

    private Response written(DefineSegments.Defined defined) throws SQLException {
        try (Connection c = database.getConnection()) {
            SegmentRow segment = defined.segment();
            return VersionedAnswers.written(
                    defined.created(), view(c, segment), segment.version(), "/v1/segments", segment.id());
        }
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteSegment",
            summary = "Deletes a segment",
            description = "Its members leave it, and readers of changes and webhooks are told so.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(
            responseCode = "404",
            description = "UNKNOWN_SEGMENT",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "409",
            description = "Built in, or others are made of it",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        define.delete(id, new Precondition(ifMatch, null));
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewSegment",
            summary = "Says for whom a definition would hold, before it is stored",
            description = "Looks for a few seconds, and says whether it has looked at everybody.")
    @APIResponse(
            responseCode = "200",
            description = "How many, with examples",
            content = @Content(schema = @Schema(implementation = PreviewSegment.Preview.class)))
    @APIResponse(
            responseCode = "400",
            description = "The definition cannot be evaluated; the detail says why",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public PreviewSegment.Preview preview(@Nullable SegmentDescription description) throws SQLException {
        return preview.preview(required(description), Instant.now());
    }

    private SegmentView view(Connection c, SegmentRow row) throws SQLException {
        return SegmentView.of(
                row, segments.computedAt(c), segments.definitions(c).usersOf(row.id()), Instant.now());
    }

    private static SegmentDescription required(@Nullable SegmentDescription description) {
        if (description == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        return description;
    }
}
