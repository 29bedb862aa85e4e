package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.TakeCalls.Accepted;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The paths of one letter that Segment's browser library posts to; the same as those of {@link IngestionResource}. */
@Path("/v1")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ShortCallsResource {

    private final TakeCalls calls;

    ShortCallsResource(TakeCalls calls) {
        this.calls = calls;
    }

    @POST
    @Path("{letter:[tigpsa]}")
    @Operation(hidden = true)
    public Accepted single(
            @PathParam("letter") char letter, InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.ofLetter(letter), body, strict);
    }

    @POST
    @Path("b")
    @Operation(hidden = true)
    public Accepted batch(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.batch(body, strict);
    }
}
