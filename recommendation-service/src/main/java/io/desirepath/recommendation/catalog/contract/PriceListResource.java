package io.desirepath.recommendation.catalog.contract;

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

/** {@code /v1/price-lists}: what products cost whom. */
@Path(PriceListResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Contracts")
public class PriceListResource {

    static final String PATH = "/v1/price-lists";

    @Schema(name = "PriceList")
    record PriceListView(String id, @JsonUnwrapped DeclaredPriceList declared, Instant createdAt, Instant updatedAt) {
        static PriceListView of(Document<DeclaredPriceList> list) {
            return new PriceListView(list.id(), list.declared(), list.createdAt(), list.updatedAt());
        }
    }

    /** @param nextPageToken null on the last page */
    @Schema(name = "PriceListList")
    record PriceListList(
            List<PriceListView> priceLists, @Nullable String nextPageToken) {}

    /** @param nextPageToken null on the last page */
    @Schema(name = "PriceListEntryList")
    record EntryList(List<DeclaredEntry> entries, @Nullable String nextPageToken) {}

    private final Documents<DeclaredPriceList> lists;
    private final PriceListContents contents;
    private final LoadRows loadRows;

    PriceListResource(ContractDocuments documents, PriceListContents contents, LoadRows loadRows) {
        this.lists = documents.priceLists();
        this.contents = contents;
        this.loadRows = loadRows;
    }

    @GET
    @Operation(operationId = "listPriceLists", summary = "Lists price lists in the order of their ids")
    @APIResponse(
            responseCode = "200",
            description = "A page of price lists",
            content = @Content(schema = @Schema(implementation = PriceListList.class)))
    public PriceListList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        Page<PriceListView> page = Page.cut(
                lists.page(PageToken.startOf(pageToken), pageSize.value() + 1).stream()
                        .map(PriceListView::of)
                        .toList(),
                pageSize,
                PriceListView::id);
        return new PriceListList(page.items(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPriceList", summary = "Reads a price list without its entries")
    @APIResponse(
            responseCode = "200",
            description = "The price list; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = PriceListView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PRICE_LIST")
    public Response read(
            @PathParam("id") DocumentId id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch) {
        Document<DeclaredPriceList> list = lists.require(id);
        return VersionedAnswers.found(PriceListView.of(list), list.revision(), ifNoneMatch);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putPriceList",
            summary = "Creates or replaces a price list; its entries stay",
            description =
                    "It holds within a second. An account's prices are those of the lists assigned to it or to its"
                            + " priceGroup that hold at the moment; without any, those of its parent, and so on up. What they"
                            + " have no price for may have one on a list that is shown to everybody; else no price is shown."
                            + " If-Match and If-None-Match guard against overwriting the change of another.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = PriceListView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = PriceListView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @Nullable DeclaredPriceList declared) {
        if (declared == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        Documents.Written<DeclaredPriceList> written = lists.put(id, declared, new Precondition(ifMatch, ifNoneMatch));
        Document<DeclaredPriceList> list = written.document();
        return VersionedAnswers.written(written.created(), PriceListView.of(list), list.revision(), PATH, id.value());
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deletePriceList", summary = "Deletes a price list with its entries")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PRICE_LIST")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public void delete(@PathParam("id") DocumentId id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        lists.delete(id, new Precondition(ifMatch, null));
        contents.purge();
    }

    @GET
    @Path("{id}/entries")
    @Operation(operationId = "listPriceListEntries", summary = "Lists entries in the order of their products")
    @APIResponse(
            responseCode = "200",
            description = "A page of entries",
            content = @Content(schema = @Schema(implementation = EntryList.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_PRICE_LIST")
    public EntryList entries(
            @PathParam("id") DocumentId id,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        List<DeclaredEntry> found = contents.page(id, PageToken.startOf(pageToken), pageSize.value() + 1);
        Page<DeclaredEntry> page =
                Page.cut(found, pageSize, entry -> entry.productId().value());
        return new EntryList(page.items(), page.nextPageToken());
    }

    @POST
    @Path("{id}/entries")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "loadPriceListEntries",
            summary = "Sets or deletes entries of a price list",
            description =
                    "A file of any length, plain or gzip. NDJSON: a PriceListEntry on each line. CSV: a header with"
                            + " columns of the same names, breaks as in 10:11.90|50:10.50. A row replaces what the list says of"
                            + " its product; deleted takes it off; entries that no row names stay. Rows that cannot be used are"
                            + " listed, the others are stored; the same file can be sent again at any time.")
    @RequestBody(
            content = {
                @Content(mediaType = LoadRows.NDJSON, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = LoadRows.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "What became of the rows",
            content = @Content(schema = @Schema(implementation = BulkOutcome.class)))
    @APIResponse(responseCode = "400", description = "INVALID_REQUEST: the file breaks off; what came before is stored")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PRICE_LIST")
    @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE")
    public BulkOutcome load(
            @PathParam("id") DocumentId id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String mediaType,
            InputStream body) {
        lists.require(id);
        return loadRows.run(body, mediaType, new EntryCsv(), contents.loadInto(id));
    }
}
