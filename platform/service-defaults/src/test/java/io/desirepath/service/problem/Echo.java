package io.desirepath.service.problem;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** A resource that goes wrong in every way a resource can. */
@Path("/v1/echo")
public class Echo {

    public record Body(AccountId accountId, int size) {}

    @GET
    @Path("{id}")
    public String get(@PathParam("id") AccountId id, @QueryParam("known") String known) {
        return id.value();
    }

    @POST
    public Body post(Body body) {
        if (body.size() == 404) {
            throw ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account '" + body.accountId() + "'");
        }
        if (body.size() == 500) {
            throw new IllegalStateException("a secret of the implementation");
        }
        return body;
    }
}
