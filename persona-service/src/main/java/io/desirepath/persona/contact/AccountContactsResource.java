package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.account.Accounts;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/accounts/{id}/contacts}. */
@Path("/v1/accounts/{id}/contacts")
@RunOnVirtualThread
@Tag(name = "Contacts")
public class AccountContactsResource {

    private final Accounts accounts;
    private final Contacts contacts;

    AccountContactsResource(Accounts accounts, Contacts contacts) {
        this.accounts = accounts;
        this.contacts = contacts;
    }

    @GET
    @Operation(operationId = "listContactsOfAccount", summary = "Lists who acts for an account, in the order of ids")
    @APIResponse(responseCode = "404", description = "UNKNOWN_ACCOUNT")
    public ContactList list(
            @PathParam("id") AccountId account,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        if (!accounts.exists(account)) {
            throw ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account '" + account + "'");
        }
        return ContactList.of(contacts.of(account, PageToken.startOf(pageToken), pageSize.value() + 1), pageSize);
    }
}
