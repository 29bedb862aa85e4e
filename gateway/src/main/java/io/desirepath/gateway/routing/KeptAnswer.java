package io.desirepath.gateway.routing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** An answer as it is kept for a client that asks again. */
public record KeptAnswer(
        int status, @Nullable String contentType, @Nullable String location, Buffer body) {

    /** Where the answer of a request is put before its client gets it. */
    public interface Keeper {

        /** On an event loop. Completed once the answer is safe, or cannot be made safe just now; never failed. */
        Future<Void> keep(KeptAnswer answer);

        /** The same where blocking is allowed. */
        void keepBlocking(KeptAnswer answer);
    }
}
