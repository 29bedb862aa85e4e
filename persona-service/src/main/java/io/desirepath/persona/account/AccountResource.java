package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.privacy.ErasureReceipt;
import io.desirepath.persona.privacy.ErasureResponses;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.page.Page;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/accounts}. */
@Path("/v1/accounts")
@RunOnVirtualThread
@Tag(name = "Accounts", description = "The buying companies")
public class AccountResource {

    /** @param nextPageToken null on the last page */
    @Schema(name = "AccountList")
    record AccountList(List<AccountView> accounts, @Nullable String nextPageToken) {}

    private final Accounts accounts;
    private final DescribeAccount describeAccount;
    private final DeleteAccount deleteAccount;
    private final AccountTree tree;
    private final ProfileTransactions transactions;
    private final ErasureResponses erasures;

    AccountResource(
            Accounts accounts,
            DescribeAccount describeAccount,
            DeleteAccount deleteAccount,
            AccountTree tree,
            ProfileTransactions transactions,
            ErasureResponses erasures) {
        this.accounts = accounts;
        this.tree = tree;
        this.transactions = transactions;
        this.describeAccount = describeAccount;
        this.deleteAccount = deleteAccount;
        this.erasures = erasures;
    }

    @GET
    @Operation(operationId = "listAccounts", summary = "Lists accounts in the order of their ids")
    public AccountList list(
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        List<AccountEntity> found = accounts.after(PageToken.startOf(pageToken), pageSize.value() + 1);
        var page = Page.cut(found.stream().map(AccountView::of).toList(), pageSize, a -> a.id().value());
        return new AccountList(page.items(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getAccount", summary = "Reads an account")
    @APIResponse(
            responseCode = "200",
            description = "The account; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the present version")
    @APIResponse(responseCode = "404", description = "UNKNOWN_ACCOUNT")
    public Response read(
            @PathParam("id") AccountId id, @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch) {
        AccountEntity account = accounts.findById(id.value());
        if (account == null) {
            throw unknown(id);
        }
        return VersionedAnswers.found(AccountView.of(account), account.revision, ifNoneMatch);
    }

    @GET
    @Path("{id}/hierarchy")
    @Operation(
            operationId = "getAccountHierarchy",
            summary = "Reads the whole tree of parents and subsidiaries that an account is in",
            description = "At most 10,000 accounts and 32 levels.")
    @APIResponse(
            responseCode = "200",
            description = "The tree, and the way in it to the account",
            content = @Content(schema = @Schema(implementation = AccountTree.Hierarchy.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_ACCOUNT")
    public AccountTree.Hierarchy hierarchy(@PathParam("id") AccountId id) {
        return transactions.read(tx -> tree.of(tx, id)).orElseThrow(() -> unknown(id));
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "putAccount",
            summary = "Creates an account or replaces what is known of it",
            description = "What is declared stands over what activity says. A field left out is not declared."
                    + " If-Match guards against overwriting the change of another,"
                    + " If-None-Match: * against overwriting at all. A PUT that changes nothing keeps the version.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "409", description = "CONFLICT: the parent is a subsidiary of the account")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("id") AccountId id,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @NotNull(message = "the body must be a JSON object") @Valid AccountDescription description) {
        var described = describeAccount.describe(id, description, new Precondition(ifMatch, ifNoneMatch));
        AccountView account = described.account();
        return VersionedAnswers.written(described.created(), account, account.revision(), "/v1/accounts", id.value());
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteAccount",
            summary = "Erases an account",
            description = "Its contacts stay, and act for it no longer. No activity brings the account back, only"
                    + " describing it again does, for what happens from then on.")
    @APIResponse(
            responseCode = "202",
            description = "Deleted here, and being erased everywhere; Location is that of the receipt",
            content = @Content(schema = @Schema(implementation = ErasureReceipt.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_ACCOUNT")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response delete(@PathParam("id") AccountId id, @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        return erasures.accepted(deleteAccount.delete(id, new Precondition(ifMatch, null)));
    }

    private static ProblemException unknown(AccountId id) {
        return ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account '" + id + "'");
    }
}
