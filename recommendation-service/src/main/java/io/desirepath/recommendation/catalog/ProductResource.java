package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.bulk.BulkOutcome;
import io.desirepath.recommendation.catalog.bulk.LoadRows;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products}. */
@Path(ProductResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Products", description = "What can be recommended: declared by the merchant, or learnt from order lines")
public class ProductResource {

    static final String PATH = "/v1/products";

    /** @param nextPageToken null on the last page */
    @Schema(name = "ProductList")
    record ProductList(List<ProductView> products, @Nullable String nextPageToken) {}

    private final Products products;
    private final EditCatalogue catalogue;
    private final LoadRows loadRows;
    private final LoadProducts loadProducts;

    ProductResource(Products products, EditCatalogue catalogue, LoadRows loadRows, LoadProducts loadProducts) {
        this.products = products;
        this.catalogue = catalogue;
        this.loadRows = loadRows;
        this.loadProducts = loadProducts;
    }

    @GET
    @Operation(operationId = "listProducts", summary = "Lists products in the order of their ids")
    @APIResponse(
            responseCode = "200",
            description = "A page of products",
            content = @Content(schema = @Schema(implementation = ProductList.class)))
    @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
    public ProductList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        List<ProductView> found = products.page(PageToken.startOf(pageToken), pageSize.value() + 1).stream()
                .map(ProductView::of)
                .toList();
        Page<ProductView> page =
                Page.cut(found, pageSize, product -> product.id().value());
        return new ProductList(page.items(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getProduct", summary = "Reads a product")
    @APIResponse(
            responseCode = "200",
            description = "The product; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = ProductView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PRODUCT")
    public Response read(
            @PathParam("id") ProductId id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch) {
        ProductView product = products.present(id).map(ProductView::of).orElseThrow(() -> EditCatalogue.unknown(id));
        return VersionedAnswers.found(product, product.revision(), ifNoneMatch);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putProduct",
            summary = "Declares a product: creates it, or replaces what is known of it",
            description = "A field left out is cleared. Order lines never change a declared product. If-Match guards"
                    + " against overwriting the change of another, If-None-Match: * against overwriting at all. A PUT"
                    + " that changes nothing keeps the version.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = ProductView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ProductView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("id") ProductId id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @Nullable ProductDescription declared) {
        if (declared == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        EditCatalogue.Replaced replaced = catalogue.replace(id, declared, new Precondition(ifMatch, ifNoneMatch));
        ProductView product = replaced.product();
        return VersionedAnswers.written(replaced.created(), product, product.revision(), PATH, id.value());
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "loadProducts",
            summary = "Declares many products",
            description =
                    "A file of any length, plain or gzip. NDJSON: on each line a product as PUT takes it, with its"
                            + " id. CSV: a header with columns of the same names; price and currency; accessories, replaces,"
                            + " upgrades and countries with several values separated by |; attributes.NAME for each attribute."
                            + " With missing=keep, what a row does not name stays as it is: for stock and prices. Rows that"
                            + " cannot be used are listed, the others are stored; the same file can be sent again at any time.")
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
    @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE")
    public BulkOutcome load(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String mediaType,
            @Parameter(
                            description = "What happens to what a row does not name: clear, as PUT does, or keep",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"clear", "keep"}))
                    @QueryParam("missing")
                    @DefaultValue("clear")
                    String missing,
            InputStream body) {
        boolean keep = switch (missing) {
            case "keep" -> true;
            case "clear" -> false;
            default -> throw ProblemException.of(ProblemType.INVALID_REQUEST, "missing: must be clear or keep");
        };
        return keep
                ? loadRows.run(body, mediaType, new ProductCsv(), loadProducts.patching())
                : loadRows.run(body, mediaType, new ProductCsv(), loadProducts);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteProduct",
            summary = "Deletes a product",
            description = "It is not recommended any more. An order placed later that names it brings it back as a"
                    + " learnt product: to keep a product out for good, declare it DISCONTINUED.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PRODUCT")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public void delete(@PathParam("id") ProductId id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        catalogue.delete(id, new Precondition(ifMatch, null));
    }
}
