package io.desirepath.gateway.idempotency;

import io.desirepath.gateway.routing.KeptAnswer;
import io.vertx.core.Future;
import java.util.UUID;

/** Keeps the answer of the request that holds a claim. */
record ClaimKeeper(Claims claims, UUID claim) implements KeptAnswer.Keeper {

    @Override
    public Future<Void> keep(KeptAnswer answer) {
        return OffTheEventLoop.run(() -> keepBlocking(answer));
    }

    @Override
    public void keepBlocking(KeptAnswer answer) {
        claims.keep(claim, answer);
    }
}
