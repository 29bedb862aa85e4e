package io.desirepath.journey.ingestion;

import io.desirepath.contracts.GatheredCalls;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For the gateway only, which has checked the key, the rate and the size of each call. */
@Path(GatheredCalls.PATH)
@RunOnVirtualThread
public class GatheredCallsResource {

    private final TakeGatheredCalls calls;

    GatheredCallsResource(TakeGatheredCalls calls) {
        this.calls = calls;
    }

    @POST
    @Operation(hidden = true)
    public GatheredCalls.Answers take(GatheredCalls gathered) throws InterruptedException {
        return new GatheredCalls.Answers(calls.take(gathered.calls()));
    }
}
