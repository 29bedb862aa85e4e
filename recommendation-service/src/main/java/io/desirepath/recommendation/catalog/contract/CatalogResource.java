package io.desirepath.recommendation.catalog.contract;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.desirepath.contracts.ProblemType;
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
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/catalogs}: who may buy what. */
@Path(CatalogResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Contracts", description = "Who may buy what, at what price")
public class CatalogResource {

    static final String PATH = "/v1/catalogs";

    @Schema(name = "Catalog")
    record CatalogView(String id, @JsonUnwrapped DeclaredCatalog declared, Instant createdAt, Instant updatedAt) {
        static CatalogView of(Document<DeclaredCatalog> catalog) {
            return new CatalogView(catalog.id(), catalog.declared(), catalog.createdAt(), catalog.updatedAt());
        }
    }

    /** @param nextPageToken null on the last page */
    @Schema(name = "CatalogList")
    record CatalogList(List<CatalogView> catalogs, @Nullable String nextPageToken) {}

    private final Documents<DeclaredCatalog> catalogs;

    CatalogResource(ContractDocuments documents) {
        this.catalogs = documents.catalogs();
    }

    @GET
    @Operation(operationId = "listCatalogs", summary = "Lists catalogues in the order of their ids")
    @APIResponse(
            responseCode = "200",
            description = "A page of catalogues",
            content = @Content(schema = @Schema(implementation = CatalogList.class)))
    public CatalogList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        Page<CatalogView> page = Page.cut(
                catalogs.page(PageToken.startOf(pageToken), pageSize.value() + 1).stream()
                        .map(CatalogView::of)
                        .toList(),
                pageSize,
                CatalogView::id);
        return new CatalogList(page.items(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCatalog", summary = "Reads a catalogue")
    @APIResponse(
            responseCode = "200",
            description = "The catalogue; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = CatalogView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CATALOG")
    public Response read(
            @PathParam("id") DocumentId id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch) {
        Document<DeclaredCatalog> catalog = catalogs.require(id);
        return VersionedAnswers.found(CatalogView.of(catalog), catalog.revision(), ifNoneMatch);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putCatalog",
            summary = "Creates or replaces a catalogue",
            description = "It holds within a second. An account may buy what any of the catalogues assigned to it or to"
                    + " its catalogGroup has; without any, what its parent may buy, and so on up; without any there"
                    + " either, what the catalogues for everybody have; where there are none of those, every product."
                    + " If-Match and If-None-Match guard against overwriting the change of another.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = CatalogView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CatalogView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @Nullable DeclaredCatalog declared) {
        if (declared == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        Documents.Written<DeclaredCatalog> written = catalogs.put(id, declared, new Precondition(ifMatch, ifNoneMatch));
        Document<DeclaredCatalog> catalog = written.document();
        return VersionedAnswers.written(
                written.created(), CatalogView.of(catalog), catalog.revision(), PATH, id.value());
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteCatalog",
            summary = "Deletes a catalogue",
            description = "Accounts without another may buy more than before: see PUT.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CATALOG")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public void delete(@PathParam("id") DocumentId id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        catalogs.delete(id, new Precondition(ifMatch, null));
    }
}
