package io.desirepath.persona.buyinggroup;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.account.Accounts;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/accounts/{id}/buying-group}. */
@Path("/v1/accounts/{id}/buying-group")
@RunOnVirtualThread
@Tag(name = "Buying groups", description = "Who buys for an account, and who is missing")
public class BuyingGroupResource {

    private final Accounts accounts;
    private final JudgeBuyingGroup judgeBuyingGroup;

    BuyingGroupResource(Accounts accounts, JudgeBuyingGroup judgeBuyingGroup) {
        this.accounts = accounts;
        this.judgeBuyingGroup = judgeBuyingGroup;
    }

    @GET
    @Operation(
            operationId = "getBuyingGroup",
            summary = "Reads who buys for an account",
            description = "How engaged each is, who is new, who went quiet, and which roles are missing for the"
                    + " account's stage. A role may be declared or inferred from the title; a guess below a confidence"
                    + " of 0.5 does not fill a gap.")
    @APIResponse(
            responseCode = "200",
            description = "The buying group as of now",
            content = @Content(schema = @Schema(implementation = BuyingGroup.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_ACCOUNT")
    public BuyingGroup read(@PathParam("id") AccountId account) {
        if (!accounts.exists(account)) {
            throw ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account '" + account + "'");
        }
        return judgeBuyingGroup.judge(account, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
