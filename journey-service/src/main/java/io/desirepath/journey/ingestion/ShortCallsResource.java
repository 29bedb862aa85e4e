package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.TakeCalls.Accepted;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
    @Path("t")
    @Operation(hidden = true)
    public Accepted track(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.TRACK, body, strict);
    }

    @POST
    @Path("i")
    @Operation(hidden = true)
    public Accepted identify(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.IDENTIFY, body, strict);
    }

    @POST
    @Path("g")
    @Operation(hidden = true)
    public Accepted group(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.GROUP, body, strict);
    }

    @POST
    @Path("p")
    @Operation(hidden = true)
    public Accepted page(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.PAGE, body, strict);
    }

    @POST
    @Path("s")
    @Operation(hidden = true)
    public Accepted screen(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.SCREEN, body, strict);
    }

    @POST
    @Path("a")
    @Operation(hidden = true)
    public Accepted alias(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.single(CallType.ALIAS, body, strict);
    }

    @POST
    @Path("b")
    @Operation(hidden = true)
    public Accepted batch(InputStream body, @HeaderParam("X-Strict-Mode") @Nullable String strict)
            throws InterruptedException {
        return calls.batch(body, strict);
    }
}
