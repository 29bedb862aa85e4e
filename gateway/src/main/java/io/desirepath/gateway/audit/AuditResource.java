package io.desirepath.gateway.audit;

import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/audit}. */
@Path("/v1/audit")
@RunOnVirtualThread
@Tag(name = "Administration", description = "Keys, and who changed what")
public class AuditResource {

    /** @param nextPageToken null on the last page */
    @Schema(name = "AuditList")
    record AuditList(List<AuditView> entries, @Nullable String nextPageToken) {}

    private final PostgresAudit audit;

    AuditResource(PostgresAudit audit) {
        this.audit = audit;
    }

    @GET
    @Operation(
            operationId = "listAudit",
            summary = "Lists what was done or refused, newest first",
            description = "Every change of a key, and every call with a valid key or token that changes profiles or"
                    + " needs the scope admin. A call is named by its template, because its path may hold the id of a"
                    + " person. Not listed: calls without a valid key, and calls that are turned away for their rate.")
    public AuditList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        List<AuditView> found = audit.before(PageToken.numberOr(pageToken, Long.MAX_VALUE), pageSize.value() + 1);
        Page<AuditView> page = Page.cut(found, pageSize, AuditView::id);
        return new AuditList(page.items(), page.nextPageToken());
    }
}
