package io.desirepath.persona.persona;

import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.persona.domain.VersionNumber;
import io.desirepath.persona.profile.ProfileTransactions;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The history of a persona: {@code /v1/personas/{id}/versions}. */
@Path("/v1/personas/{id}/versions")
@RunOnVirtualThread
@Tag(name = "Personas")
public class PersonaVersionResource {

    /** @param nextPageToken null on the last page */
    @Schema(name = "PersonaVersionList")
    record PersonaVersionList(
            List<PersonaView> versions, @Nullable String nextPageToken) {}

    private final ProfileTransactions transactions;
    private final PostgresPersonas personas;
    private final FindPersona findPersona;

    PersonaVersionResource(ProfileTransactions transactions, PostgresPersonas personas, FindPersona findPersona) {
        this.transactions = transactions;
        this.personas = personas;
        this.findPersona = findPersona;
    }

    @GET
    @Operation(
            operationId = "listPersonaVersions",
            summary = "Lists the versions of a persona, the oldest first, also of an archived one")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PERSONA")
    public PersonaVersionList list(
            @PathParam("id") PersonaId id,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        long after = PageToken.numberOr(pageToken, 0);
        List<PersonaRow> found = transactions.read(c -> personas.versions(c, id, after, pageSize.value() + 1));
        if (found.isEmpty() && after == 0) {
            throw ProblemException.of(ProblemType.UNKNOWN_PERSONA, "There is no persona '" + id + "'");
        }
        Page<PersonaRow> page = Page.cut(found, pageSize, row -> String.valueOf(row.version()));
        return new PersonaVersionList(page.items().stream().map(PersonaView::of).toList(), page.nextPageToken());
    }

    @GET
    @Path("{version}")
    @Operation(operationId = "getPersonaVersion", summary = "Reads a version of a persona")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PERSONA")
    public PersonaView read(@PathParam("id") PersonaId id, @PathParam("version") VersionNumber version) {
        return PersonaView.of(findPersona.version(id, version.value()));
    }
}
