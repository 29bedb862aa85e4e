package io.desirepath.persona.persona;

import io.desirepath.contracts.PersonaId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The living document: {@code /v1/personas/{id}/reality}. */
@Path("/v1/personas/{id}/reality")
@RunOnVirtualThread
@Tag(name = "Personas")
public class PersonaRealityResource {

    private final ComparePersona comparePersona;

    PersonaRealityResource(ComparePersona comparePersona) {
        this.comparePersona = comparePersona;
    }

    @GET
    @Operation(
            operationId = "getPersonaReality",
            summary = "Reads what the contacts of a persona really do, beside what it claims",
            description = "Of contacts who are of this persona with a probability of one half or more, over a year.")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PERSONA")
    public PersonaReality read(@PathParam("id") PersonaId id) {
        return comparePersona.compare(id);
    }
}
