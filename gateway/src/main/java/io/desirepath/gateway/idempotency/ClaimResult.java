package io.desirepath.gateway.idempotency;

import io.desirepath.gateway.routing.KeptAnswer;
import java.util.UUID;

/** What became of the attempt to use an idempotency key. */
sealed interface ClaimResult {

    /** The request is the first: it holds the key until it is answered. */
    record Granted(UUID claim) implements ClaimResult {}

    /** The request has been answered before. */
    record Answered(KeptAnswer answer) implements ClaimResult {}

    /** The same request is being answered just now. */
    record InFlight() implements ClaimResult {}

    /** The key was used for another request. */
    record Reused() implements ClaimResult {}
}
