package io.desirepath.persona.persona;

import io.desirepath.contracts.ContactId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/contacts/{id}/persona}. */
@Path("/v1/contacts/{id}/persona")
@RunOnVirtualThread
@Tag(name = "Contacts")
public class ContactPersonaResource {

    private final AssignPersonas assignPersonas;

    ContactPersonaResource(AssignPersonas assignPersonas) {
        this.assignPersonas = assignPersonas;
    }

    @GET
    @Operation(
            operationId = "getPersonaOfContact",
            summary = "Reads which persona a contact most probably is, and why",
            description = "The persona is null where it is more probable that the contact is none of them.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CONTACT")
    public ContactPersona read(@PathParam("id") ContactId id) {
        return assignPersonas.of(id);
    }
}
