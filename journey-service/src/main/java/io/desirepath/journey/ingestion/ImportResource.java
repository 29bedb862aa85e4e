package io.desirepath.journey.ingestion;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
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
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/imports}: history as a stream of events, one JSON object a line. */
@Path("/v1/imports")
@Tag(name = "Ingestion")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImportResource {

    private static final Logger LOG = Logger.getLogger(ImportResource.class);

    private final ImportActivities imports;
    private final ImportJobs jobs;
    private final Rejects rejects;
    private final KeyKind key;
    private final SweepAfterImports sweep;

    ImportResource(ImportActivities imports, ImportJobs jobs, Rejects rejects, KeyKind key, SweepAfterImports sweep) {
        this.imports = imports;
        this.jobs = jobs;
        this.rejects = rejects;
        this.key = key;
        this.sweep = sweep;
    }

    @Schema(name = "Imports", description = "A page of imports, newest first.")
    record Page(List<ImportAnswer> imports, @Nullable String nextPageToken) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "importActivities",
            summary = "Import history",
            description =
                    "NDJSON, plain or gzip: one event a line in the form that /v1/batch takes, of any of the six types,"
                            + " each up to 1 MB, the whole of any length. Answers when all is committed. Whatever broke"
                            + " it off, sending the same again goes on: events whose messageId is recorded are"
                            + " duplicates. Events without a messageId are recorded each time.")
    @RequestBody(content = @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "All is committed",
            content = @Content(schema = @Schema(implementation = ImportAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "The stream broke off; what came before is committed",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response run(InputStream body) {
        UUID id = UUID.randomUUID();
        sweep.importBegins();
        try (InputStream stream = SentBody.unpacked(body)) {
            ImportJob job = imports.run(id, stream, key.isServer());
            return Response.ok(answer(job))
                    .header(HttpHeaders.LOCATION, "/v1/imports/" + id)
                    .build();
        } catch (IOException e) {
            LOG.debugf(e, "The stream of import %s broke off", id);
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "The stream broke off; what came before is committed, see /v1/imports/" + id);
        } finally {
            sweep.importEnds();
        }
    }

    @GET
    @Path("{id}")
    @Transactional
    @Operation(operationId = "readImport", summary = "How far an import has come")
    @APIResponse(
            responseCode = "200",
            description = "The import",
            content = @Content(schema = @Schema(implementation = ImportAnswer.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such import",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public ImportAnswer read(
            @Parameter(description = "The import", schema = @Schema(type = SchemaType.STRING)) @PathParam("id")
                    String id) {
        ImportJob job = find(id);
        if (job == null) {
            throw ProblemException.of(ProblemType.UNKNOWN_IMPORT, "There is no import with this id");
        }
        return answer(job);
    }

    @GET
    @Transactional
    @Operation(operationId = "listImports", summary = "The imports, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Parameter(
                            description = "Items in one answer, 1 to 1000",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("pageSize")
                    @DefaultValue("100")
                    PageSize pageSize,
            @Parameter(description = "The nextPageToken of the page before", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("pageToken")
                    @Nullable
                    PageToken pageToken) {
        List<ImportJob> found = after(pageToken, pageSize.value() + 1);
        List<ImportJob> shown = found.stream().limit(pageSize.value()).toList();
        Map<UUID, Map<RejectReason, Long>> reasons =
                rejects.countByReason(shown.stream().map(job -> job.id).toList());
        Instant now = Instant.now();
        return new Page(
                shown.stream()
                        .map(job -> ImportAnswer.of(job, reasons.getOrDefault(job.id, Map.of()), now))
                        .toList(),
                found.size() == shown.size()
                        ? null
                        : new TimeAndId(shown.getLast().startedAt, shown.getLast().id)
                                .token()
                                .encoded());
    }

    private List<ImportJob> after(@Nullable PageToken token, int limit) {
        if (token == null) {
            return jobs.newest(limit);
        }
        TimeAndId position = TimeAndId.of(token);
        return jobs.newestAfter(position.at(), position.id(), limit);
    }

    private ImportAnswer answer(ImportJob job) {
        return ImportAnswer.of(
                job, rejects.countByReason(List.of(job.id)).getOrDefault(job.id, Map.of()), Instant.now());
    }

    private @Nullable ImportJob find(String id) {
        try {
            return jobs.findById(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
