package io.desirepath.recommendation.catalog.content;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.catalog.bulk.BulkOutcome;
import io.desirepath.recommendation.catalog.bulk.LoadRows;
import io.desirepath.recommendation.catalog.document.Document;
import io.desirepath.recommendation.catalog.document.DocumentId;
import io.desirepath.recommendation.catalog.document.Documents;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/content}. */
@Path(ContentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Content", description = "What there is to read, to see and to attend")
public class ContentResource {

    static final String PATH = "/v1/content";

    @Schema(name = "ContentItem")
    record ContentView(String id, @JsonUnwrapped DeclaredContent declared, Instant createdAt, Instant updatedAt) {
        static ContentView of(Document<DeclaredContent> item) {
            return new ContentView(item.id(), item.declared(), item.createdAt(), item.updatedAt());
        }
    }

    /** @param nextPageToken null on the last page */
    @Schema(name = "ContentList")
    record ContentList(List<ContentView> content, @Nullable String nextPageToken) {}

    private final ContentDocuments documents;
    private final LoadRows loadRows;

    ContentResource(ContentDocuments documents, LoadRows loadRows) {
        this.documents = documents;
        this.loadRows = loadRows;
    }

    @GET
    @Operation(operationId = "listContent", summary = "Lists content items in the order of their ids")
    @APIResponse(
            responseCode = "200",
            description = "A page of content items",
            content = @Content(schema = @Schema(implementation = ContentList.class)))
    public ContentList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        Page<ContentView> page = Page.cut(
                documents.items().page(PageToken.startOf(pageToken), pageSize.value() + 1).stream()
                        .map(ContentView::of)
                        .toList(),
                pageSize,
                ContentView::id);
        return new ContentList(page.items(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getContent", summary = "Reads a content item")
    @APIResponse(
            responseCode = "200",
            description = "The content item; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = ContentView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CONTENT")
    public Response read(
            @PathParam("id") DocumentId id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch) {
        Document<DeclaredContent> item = documents.items().require(id);
        return VersionedAnswers.found(ContentView.of(item), item.revision(), ifNoneMatch);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putContent",
            summary = "Creates or replaces a content item",
            description = "If-Match and If-None-Match guard against overwriting the change of another.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = ContentView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ContentView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @Nullable DeclaredContent declared) {
        if (declared == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        Documents.Written<DeclaredContent> written =
                documents.items().put(id, declared, new Precondition(ifMatch, ifNoneMatch));
        Document<DeclaredContent> item = written.document();
        return VersionedAnswers.written(written.created(), ContentView.of(item), item.revision(), PATH, id.value());
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "loadContent",
            summary = "Creates or replaces many content items",
            description = "NDJSON of any length, plain or gzip: on each line a content item as PUT takes it, with its"
                    + " id. Rows that cannot be used are listed, the others are stored; the same file can be sent again"
                    + " at any time.")
    @RequestBody(content = @Content(mediaType = LoadRows.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "What became of the rows",
            content = @Content(schema = @Schema(implementation = BulkOutcome.class)))
    @APIResponse(responseCode = "400", description = "INVALID_REQUEST: the file breaks off; what came before is stored")
    @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE")
    public BulkOutcome load(@HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String mediaType, InputStream body) {
        return loadRows.run(body, mediaType, null, documents);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteContent", summary = "Deletes a content item")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CONTENT")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public void delete(@PathParam("id") DocumentId id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        documents.items().delete(id, new Precondition(ifMatch, null));
    }
}
