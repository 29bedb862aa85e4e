package io.desirepath.persona.privacy;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/accounts/{id}/export}. */
@Path("/v1/accounts/{id}/export")
@RunOnVirtualThread
@Tag(name = "Privacy", description = "Export and erasure of contacts and accounts")
public class AccountExportResource {

    private final OwnProfile profiles;
    private final Archives archives;

    AccountExportResource(OwnProfile profiles, Archives archives) {
        this.profiles = profiles;
        this.archives = archives;
    }

    @GET
    @Produces(Archives.ZIP)
    @Operation(operationId = "exportAccount", summary = "Exports everything about an account as one archive")
    @APIResponse(responseCode = "200", description = "A ZIP archive; README.txt says what is in it")
    @APIResponse(responseCode = "404", description = "UNKNOWN_ACCOUNT")
    @APIResponse(responseCode = "503", description = "UPSTREAM_UNAVAILABLE")
    public Response export(@PathParam("id") AccountId id) {
        String profile = profiles.ofAccount(id.value())
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account '" + id + "'"));
        return archives.archive("account", id.value(), profile);
    }
}
