package io.desirepath.journey.ingestion;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.ingestion.ImportJob.Status;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
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

    /** A chunk is committed every few seconds at least; an import without one for so long died with its pod. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(5);

    private final ImportActivities imports;
    private final ImportJobs jobs;
    private final KeyKind key;
    private final SweepAfterImports sweep;

    ImportResource(ImportActivities imports, ImportJobs jobs, KeyKind key, SweepAfterImports sweep) {
        this.imports = imports;
        this.jobs = jobs;
        this.key = key;
        this.sweep = sweep;
    }

    @Schema(
            name = "Import",
            description =
                    "An import: received = recorded + duplicates + rejected. What was rejected is at /v1/rejects.")
    record Answer(
            UUID id,
            Status status,
            long received,
            long recorded,
            long duplicates,
            long rejected,

            @Schema(description = "Lines of recorded orders that could not be used, and recorded orders without any.")
            long rejectedLines,

            Instant startedAt,
            @Nullable Instant finishedAt,
            double eventsPerSecond) {

        static Answer of(ImportJob job, Instant now) {
            Status status = Status.valueOf(job.status);
            boolean dead =
                    status == Status.RUNNING && job.updatedAt.plus(SIGN_OF_LIFE).isBefore(now);
            Duration took = Duration.between(job.startedAt, job.updatedAt);
            return new Answer(
                    job.id,
                    dead ? Status.FAILED : status,
                    job.received,
                    job.recorded,
                    job.duplicates,
                    job.rejected,
                    job.rejectedLines,
                    job.startedAt,
                    job.finishedAt,
                    took.isZero() ? job.received : Math.round(job.received * 10_000d / took.toMillis()) / 10d);
        }
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "importActivities",
            summary = "Import history",
            description =
                    "NDJSON, plain or gzip: one event of the form of /v1/track a line, each up to 1 MB, the whole of"
                            + " any length. Answers when all is committed. Sending it again adds only what is missing.")
    @RequestBody(content = @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "All is committed",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "400",
            description = "The stream broke off; what came before is committed",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Response run(InputStream body) {
        UUID id = UUID.randomUUID();
        sweep.importBegins();
        try (InputStream stream = SentBody.unpacked(body)) {
            ImportJob job = imports.run(id, stream, key.isServer());
            return Response.ok(Answer.of(job, Instant.now()))
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
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such import",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Answer read(
            @Parameter(description = "The import", schema = @Schema(type = SchemaType.STRING)) @PathParam("id")
                    String id) {
        ImportJob job = find(id);
        if (job == null) {
            throw ProblemException.of(ProblemType.UNKNOWN_IMPORT, "There is no import with this id");
        }
        return Answer.of(job, Instant.now());
    }

    private @Nullable ImportJob find(String id) {
        try {
            return jobs.findById(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
