package io.desirepath.persona.persona;

import io.desirepath.contracts.PersonaId;
import io.desirepath.persona.persona.domain.VersionNumber;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.version.EntityTags;
import io.desirepath.service.version.Precondition;
import io.desirepath.service.version.VersionedAnswers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/personas}. */
@Path("/v1/personas")
@RunOnVirtualThread
@Tag(name = "Personas", description = "Described types of buyers, and who is one")
public class PersonaResource {

    /** @param nextPageToken null on the last page */
    @Schema(name = "PersonaList")
    record PersonaList(List<PersonaView> personas, @Nullable String nextPageToken) {}

    private final ProfileTransactions transactions;
    private final PostgresPersonas personas;
    private final FindPersona findPersona;
    private final DescribePersona describePersona;
    private final Reassignments reassignments;

    PersonaResource(
            ProfileTransactions transactions,
            PostgresPersonas personas,
            FindPersona findPersona,
            DescribePersona describePersona,
            Reassignments reassignments) {
        this.transactions = transactions;
        this.personas = personas;
        this.findPersona = findPersona;
        this.describePersona = describePersona;
        this.reassignments = reassignments;
    }

    @GET
    @Operation(operationId = "listPersonas", summary = "Lists personas in the order of their ids")
    public PersonaList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        List<PersonaRow> found =
                transactions.read(c -> personas.active(c, PageToken.startOf(pageToken), pageSize.value() + 1));
        Page<PersonaRow> page = Page.cut(found, pageSize, row -> row.id().value());
        return new PersonaList(page.items().stream().map(PersonaView::of).toList(), page.nextPageToken());
    }

    @GET
    @Path("reassignment")
    @Operation(
            operationId = "getPersonaReassignment",
            summary = "Reads how far the assignment of all contacts has come",
            description = "Every change of a persona has all contacts assigned anew in the background.")
    public Reassignment reassignment() {
        return transactions.read(reassignments::progress);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPersona", summary = "Reads a persona's newest version")
    @APIResponse(
            responseCode = "200",
            description = "The persona; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = PersonaView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PERSONA")
    public Response read(
            @PathParam("id") PersonaId id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch) {
        PersonaRow persona = findPersona.active(id);
        return VersionedAnswers.found(PersonaView.of(persona), persona.version(), ifNoneMatch);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putPersona",
            summary = "Creates a persona or makes a new version of it",
            description = "A field left out is cleared. If-Match guards against overwriting the change of another,"
                    + " If-None-Match: * against overwriting at all. A PUT that changes nothing makes no version.")
    @APIResponse(
            responseCode = "200",
            description = "A new version, or already so",
            content = @Content(schema = @Schema(implementation = PersonaView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = PersonaView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("id") PersonaId id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @NotNull(message = "the body must be a JSON object") @Valid PersonaDescription description) {
        var described = describePersona.describe(id, description, new Precondition(ifMatch, ifNoneMatch));
        PersonaView persona = described.persona();
        return VersionedAnswers.written(described.created(), persona, persona.version(), "/v1/personas", id.value());
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deletePersona",
            summary = "Archives a persona",
            description = "Nobody is assigned to it any more. Its versions stay readable, and a PUT brings it back with"
                    + " the next one.")
    @APIResponse(responseCode = "204", description = "Archived")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PERSONA")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public void delete(@PathParam("id") PersonaId id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        describePersona.archive(id, new Precondition(ifMatch, null));
    }

    @GET
    @Path("{id}/diff")
    @Operation(operationId = "diffPersona", summary = "Compares two versions of a persona, field by field")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PERSONA")
    public PersonaDiff diff(
            @PathParam("id") PersonaId id,
            @QueryParam("from") @NotNull VersionNumber from,
            @QueryParam("to") @NotNull VersionNumber to) {
        return PersonaDiff.between(findPersona.version(id, from.value()), findPersona.version(id, to.value()));
    }
}
