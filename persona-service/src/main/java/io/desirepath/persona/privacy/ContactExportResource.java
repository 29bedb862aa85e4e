package io.desirepath.persona.privacy;

import io.desirepath.contracts.ContactId;
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

/** {@code GET /v1/contacts/{id}/export}. */
@Path("/v1/contacts/{id}/export")
@RunOnVirtualThread
@Tag(name = "Privacy", description = "Export and erasure of contacts and accounts")
public class ContactExportResource {

    private final OwnProfile profiles;
    private final Archives archives;

    ContactExportResource(OwnProfile profiles, Archives archives) {
        this.profiles = profiles;
        this.archives = archives;
    }

    @GET
    @Produces(Archives.ZIP)
    @Operation(operationId = "exportContact", summary = "Exports everything about a contact as one archive")
    @APIResponse(responseCode = "200", description = "A ZIP archive; README.txt says what is in it")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CONTACT")
    @APIResponse(responseCode = "503", description = "UPSTREAM_UNAVAILABLE")
    public Response export(@PathParam("id") ContactId id) {
        String profile = profiles.ofContact(id.value())
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.UNKNOWN_CONTACT, "There is no contact '" + id + "'"));
        return archives.archive("contact", id.value(), profile);
    }
}
