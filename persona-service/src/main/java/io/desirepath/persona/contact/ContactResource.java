package io.desirepath.persona.contact;

import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.privacy.ErasureReceipt;
import io.desirepath.persona.privacy.ErasureResponses;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/contacts}. */
@Path("/v1/contacts")
@RunOnVirtualThread
@Tag(name = "Contacts", description = "The people who act for accounts")
public class ContactResource {

    private final Contacts contacts;
    private final DescribeContact describeContact;
    private final DeleteContact deleteContact;
    private final ErasureResponses erasures;

    ContactResource(
            Contacts contacts,
            DescribeContact describeContact,
            DeleteContact deleteContact,
            ErasureResponses erasures) {
        this.contacts = contacts;
        this.describeContact = describeContact;
        this.deleteContact = deleteContact;
        this.erasures = erasures;
    }

    @GET
    @Operation(operationId = "listContacts", summary = "Lists contacts in the order of their ids")
    public ContactList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        return ContactList.of(contacts.after(PageToken.startOf(pageToken), pageSize.value() + 1), pageSize);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getContact", summary = "Reads a contact")
    @APIResponse(
            responseCode = "200",
            description = "The contact; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = ContactView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_CONTACT")
    public Response read(
            @PathParam("id") ContactId id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch) {
        ContactEntity contact = contacts.find(id);
        if (contact == null) {
            throw ProblemException.of(ProblemType.UNKNOWN_CONTACT, "There is no contact '" + id + "'");
        }
        return VersionedAnswers.found(ContactView.of(contact), contact.revision, ifNoneMatch);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putContact",
            summary = "Creates a contact or replaces what is known of it",
            description = "What is declared stands over what activity says. A field left out is not declared, except"
                    + " accountIds and consents, which stay as they are. If-Match guards"
                    + " against overwriting the change of another, If-None-Match: * against overwriting at all. A PUT"
                    + " that changes nothing keeps the version.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = ContactView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ContactView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("id") ContactId id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @NotNull(message = "the body must be a JSON object") @Valid ContactDescription description) {
        var described = describeContact.describe(id, description, new Precondition(ifMatch, ifNoneMatch));
        ContactView contact = described.contact();
        return VersionedAnswers.written(described.created(), contact, contact.revision(), "/v1/contacts", id.value());
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteContact",
            summary = "Erases a contact",
            description = "The account keeps its orders, without the person. No activity brings the contact back,"
                    + " only describing them again does, for what happens from then on.")
    @APIResponse(
            responseCode = "202",
            description = "Deleted here, and being erased everywhere; Location is that of the receipt",
            content = @Content(schema = @Schema(implementation = ErasureReceipt.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_CONTACT")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response delete(@PathParam("id") ContactId id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        return erasures.accepted(deleteContact.delete(id, new Precondition(ifMatch, null)));
    }
}
