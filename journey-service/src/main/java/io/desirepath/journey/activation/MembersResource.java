package io.desirepath.journey.activation;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.activation.domain.MemberChoice;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/segments/{id}/members}, as pages or as a file. */
@Path("/v1/segments/{id}/members")
@Tag(name = "Segments")
@RunOnVirtualThread
public class MembersResource {

    static final String CHANGES_CURSOR = "Changes-Cursor";
    static final String WITHHELD = "Members-Withheld";

    private static final String ROWS = "members, or contacts: a row for each contact of each member of a segment of"
            + " accounts, which takes a purpose";
    private static final String FIELDS =
            "Names separated by commas. For accounts: accountId, enteredAt, stage, stageSince,"
                    + " reason, name, country, industry, employees, hubspotLifecycleStage, sixsenseStage. For contacts:"
                    + " contactId, enteredAt, reason, accountIds, and with a purpose role, persona, emailSha256. Rows of"
                    + " contacts of accounts have all of them.";
    private static final String PURPOSE =
            "MARKETING_EMAIL or ADVERTISING: only persons who granted it are listed. Without"
                    + " one, rows of a segment of contacts say who it is, and nothing personal besides";

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final MediaType CSV_TYPE = MediaType.valueOf(CSV);
    private static final MediaType NDJSON_TYPE = MediaType.valueOf(NDJSON);
    private static final String ALL = String.join(", ", MediaType.APPLICATION_JSON, CSV, NDJSON);

    private static final PageSize USUAL = new PageSize(100);

    private static final Logger LOG = Logger.getLogger(MembersResource.class);

    private final ReadMembers members;

    MembersResource(ReadMembers members) {
        this.members = members;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, NDJSON})
    @Operation(
            operationId = "listSegmentMembers",
            summary = "Lists who is in a segment",
            description = "JSON comes in pages. " + CSV + " and " + NDJSON
                    + ", by the Accept header and without pageSize"
                    + " and pageToken, are all members as of one moment. A file's header " + CHANGES_CURSOR + " says"
                    + " where the change feed stood at that moment, and " + WITHHELD + " how many rows of persons it"
                    + " lacks because they did not agree. In CSV a text that a spreadsheet would take for a formula has"
                    + " an apostrophe before it.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the members, or a file of all of them",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SegmentMembers.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = NDJSON, schema = @Schema(implementation = SegmentMembers.Member.class))
            })
    @APIResponse(responseCode = "404", description = "UNKNOWN_SEGMENT")
    @APIResponse(
            responseCode = "503",
            description = "UPSTREAM_UNAVAILABLE: too many files are being read; Retry-After says when to try again")
    public Response members(
            @PathParam("id") String segment,
            @Parameter(description = "Members in one page, 1 to 1000; 100 if not said")
                    @QueryParam("pageSize")
                    @Nullable
                    PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken,
            @Parameter(description = ROWS) @QueryParam("rows") @Nullable String rows,
            @Parameter(description = FIELDS) @QueryParam("fields") @Nullable String fields,
            @Parameter(description = PURPOSE) @QueryParam("purpose") @Nullable String purpose,
            @Context Request request,
            @Context HttpServerResponse response)
            throws SQLException {
        MediaType type = negotiated(request);
        MemberChoice choice = choice(segment, rows, fields, purpose);
        if (type.equals(MediaType.APPLICATION_JSON_TYPE)) {
            PageSize size = pageSize == null ? USUAL : pageSize;
            return Response.ok(page(members.page(segment, choice, size, pageToken)), type)
                    .build();
        }
        if (pageSize != null || pageToken != null) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "pageSize, pageToken: a file has all members, not a page of them");
        }
        MemberFile.Format format = type.equals(CSV_TYPE) ? MemberFile.Format.CSV : MemberFile.Format.NDJSON;
        return Response.ok(file(segment, choice, format, response), type.withCharset("UTF-8"))
                .build();
    }

    /** JSON for whoever takes anything. */
    private static MediaType negotiated(Request request) {
        Variant variant =
                request.selectVariant(Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, CSV_TYPE, NDJSON_TYPE)
                        .build());
        if (variant == null) {
            throw ProblemException.of(ProblemType.NOT_ACCEPTABLE, "Accept: " + ALL);
        }
        return variant.getMediaType();
    }

    private static SegmentMembers page(ReadMembers.Page page) {
        return new SegmentMembers(
                page.members(),
                page.nextPageToken(),
                page.state().cursor(),
                page.state().withheld());
    }

    private MemberChoice choice(
            String segment, @Nullable String rows, @Nullable String fields, @Nullable String purpose)
            throws SQLException {
        try {
            return MemberChoice.of(members.subject(segment), rows, fields, purpose);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private StreamingOutput file(
            String segment, MemberChoice choice, MemberFile.Format format, HttpServerResponse response) {
        return output -> {
            try {
                // What is told in headers is of the snapshot that the rows are of, so it is known only now.
                members.write(
                        segment,
                        choice,
                        format,
                        output,
                        state -> response.putHeader(CHANGES_CURSOR, state.cursor())
                                .putHeader(WITHHELD, Long.toString(state.withheld())));
            } catch (ProblemException e) {
                response.putHeader(HttpHeaders.RETRY_AFTER, "5");
                throw e;
            } catch (UncheckedIOException e) {
                LOG.debugf("Members of %s: the client has gone: %s", segment, e.getMessage());
                // Whatever is at the other end must not take what it has for all.
                response.reset();
            }
        };
    }
}
