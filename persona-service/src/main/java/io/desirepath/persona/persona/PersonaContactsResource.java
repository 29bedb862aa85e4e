package io.desirepath.persona.persona;

import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.PersonaId;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/personas/{id}/contacts}. */
@Path("/v1/personas/{id}/contacts")
@RunOnVirtualThread
@Tag(name = "Personas")
public class PersonaContactsResource {

    /**
     * @param version of the persona's definition
     * @param probability in [0, 1]
     */
    @Schema(name = "AssignedContact")
    record AssignedContact(
            ContactId contactId,
            @Nullable Integer version,
            @Nullable Double probability,
            Instant assignedAt) {}

    /** @param nextPageToken null on the last page */
    @Schema(name = "AssignedContactList")
    record AssignedContactList(
            List<AssignedContact> contacts, @Nullable String nextPageToken) {}

    private final ProfileTransactions transactions;
    private final FindPersona findPersona;
    private final PostgresAssignments assignments;

    PersonaContactsResource(
            ProfileTransactions transactions, FindPersona findPersona, PostgresAssignments assignments) {
        this.transactions = transactions;
        this.findPersona = findPersona;
        this.assignments = assignments;
    }

    @GET
    @Operation(
            operationId = "listContactsOfPersona",
            summary = "Lists the contacts who most probably are of a persona, in the order of their ids")
    @APIResponse(responseCode = "404", description = "UNKNOWN_PERSONA")
    public AssignedContactList list(
            @PathParam("id") PersonaId id,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        findPersona.active(id);
        List<ContactPersona> found =
                transactions.read(c -> assignments.of(c, id, PageToken.startOf(pageToken), pageSize.value() + 1));
        Page<ContactPersona> page = Page.cut(found, pageSize, a -> a.contactId().value());
        return new AssignedContactList(
                page.items().stream()
                        .map(a -> new AssignedContact(a.contactId(), a.version(), a.probability(), a.assignedAt()))
                        .toList(),
                page.nextPageToken());
    }
}
