package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.ProductId;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products}. */
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Products", description = "What can be recommended: declared by the merchant, or learnt from order lines")
public class ProductResource {

    /** @param nextPageToken null on the last page */
    @Schema(name = "ProductList")
    record ProductList(List<ProductView> products, @Nullable String nextPageToken) {}

    private final Products products;
    private final EditCatalogue catalogue;

    ProductResource(Products products, EditCatalogue catalogue) {
        this.products = products;
        this.catalogue = catalogue;
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
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = "The versions the client has: ETags",
            schema = @Schema(type = SchemaType.STRING))
    public Response read(@PathParam("id") ProductId id, @Context Request request) {
        ProductView product = products.present(id).map(ProductView::of).orElseThrow(() -> EditCatalogue.unknown(id));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(product.revision()));
        if (unchanged != null) {
            return requireNotFailed(unchanged.build());
        }
        return Response.ok(product).tag(tag(product.revision())).build();
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
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = "The versions that may be changed: ETags, or *",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = "* to create only",
            schema = @Schema(type = SchemaType.STRING))
    public Response put(
            @PathParam("id") ProductId id, @Context Request request, @Nullable ProductDescription declared) {
        if (declared == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        EditCatalogue.Replaced replaced = catalogue.replace(id, declared, present -> allows(request, present));
        ProductView product = replaced.product();
        Response.ResponseBuilder answer = replaced.created()
                ? Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, location(id))
                : Response.ok();
        return answer.entity(product).tag(tag(product.revision())).build();
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
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = "The versions that may be changed: ETags, or *",
            schema = @Schema(type = SchemaType.STRING))
    public void delete(@PathParam("id") ProductId id, @Context Request request) {
        catalogue.delete(id, present -> allows(request, present));
    }

    private static boolean allows(Request request, EditCatalogue.Present present) {
        return (present.exists()
                        ? request.evaluatePreconditions(tag(present.revision()))
                        : request.evaluatePreconditions())
                == null;
    }

    private static Response requireNotFailed(Response answer) {
        if (answer.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_FAILED, "The product is not in the version that the request names");
        }
        return answer;
    }

    private static EntityTag tag(long revision) {
        return new EntityTag(Long.toString(revision));
    }

    /** Relative, because only the gateway knows under which address it is seen. */
    private static String location(ProductId id) {
        return "/v1/products/"
                + URLEncoder.encode(id.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
