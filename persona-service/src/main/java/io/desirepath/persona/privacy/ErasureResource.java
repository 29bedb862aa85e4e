package io.desirepath.persona.privacy;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/erasures}: the receipts. */
@Path("/v1/erasures")
@RunOnVirtualThread
@Tag(name = "Privacy", description = "Export and erasure of contacts and accounts")
public class ErasureResource {

    /** @param nextPageToken null on the last page */
    @Schema(name = "ErasureList")
    record ErasureList(
            List<ErasureReceipt> erasures, @Nullable String nextPageToken) {}

    private final DataSource database;
    private final Erasures erasures;

    ErasureResource(DataSource database, Erasures erasures) {
        this.database = database;
        this.erasures = erasures;
    }

    @GET
    @Operation(operationId = "listErasures", summary = "Lists erasures in the order in which they were requested")
    public ErasureList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            List<ErasureReceipt> found = erasures.after(c, PageToken.startOf(pageToken), pageSize.value() + 1);
            var page = Page.cut(found, pageSize, ErasureReceipt::id);
            return new ErasureList(page.items(), page.nextPageToken());
        }
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getErasure",
            summary = "Reads the receipt of an erasure",
            description = "PENDING until every service has reported what it did in each of its stores.")
    @APIResponse(responseCode = "200", description = "The receipt")
    @APIResponse(responseCode = "404", description = "UNKNOWN_ERASURE")
    public ErasureReceipt read(@PathParam("id") String id) throws SQLException {
        try (Connection c = database.getConnection()) {
            return erasures.find(c, id)
                    .orElseThrow(
                            () -> ProblemException.of(ProblemType.UNKNOWN_ERASURE, "There is no erasure '" + id + "'"));
        }
    }
}
