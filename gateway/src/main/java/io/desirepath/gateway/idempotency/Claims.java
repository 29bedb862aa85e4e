package io.desirepath.gateway.idempotency;

import io.desirepath.gateway.routing.KeptAnswer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys that requests of this gateway hold. While a request runs its claim is renewed; an answer that
 * the database did not take is offered again with each renewal. Also prunes what is old.
 */
@Singleton
class Claims {

    private static final Logger LOG = Logger.getLogger(Claims.class);
    private static final int PRUNE_EVERY = 30;

    private final PostgresIdempotency table;
    private final Duration pause;
    private final Map<UUID, Optional<KeptAnswer>> held = new ConcurrentHashMap<>();
    private volatile @Nullable Thread loop;

    Claims(PostgresIdempotency table, IdempotencyConfig config) {
        this.table = table;
        this.pause = config.lease().dividedBy(3);
    }

    void start(@Observes StartupEvent event) {
        loop = Thread.ofVirtual().name("idempotency").start(this::upkeepUntilStopped);
    }

    void stop(@Observes ShutdownEvent event) {
        Thread running = loop;
        if (running != null) {
            running.interrupt();
        }
    }

    void hold(UUID claim) {
        held.put(claim, Optional.empty());
    }

    /** Blocking. Never throws: the client gets its answer even if it cannot be kept just now. */
    void keep(UUID claim, KeptAnswer answer) {
        held.put(claim, Optional.of(answer));
        try {
            complete(claim, answer);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The answer to a request with an Idempotency-Key is not kept yet");
        }
    }

    /** Blocking. Gives the key back, unless the answer is kept. */
    void release(UUID claim) {
        if (held.remove(claim, Optional.empty())) {
            try {
                table.release(claim);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "An Idempotency-Key is not given back; its claim lapses: %s",
                        e.getClass().getSimpleName());
            }
        }
    }

    /** Lets the claim lapse, unless an answer comes in time: the client is gone, but the request may be at work. */
    void abandon(UUID claim) {
        held.remove(claim, Optional.empty());
    }

    private void complete(UUID claim, KeptAnswer answer) {
        if (!table.complete(claim, answer)) {
            LOG.warn("An Idempotency-Key was given to another request before the first was answered");
        }
        held.remove(claim);
    }

    private void upkeepUntilStopped() {
        try {
            for (int round = 0; ; round++) {
                Thread.sleep(pause);
                upkeep(round % PRUNE_EVERY == 0);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void upkeep(boolean prune) {
        try {
            List<UUID> claims = List.copyOf(held.keySet());
            if (!claims.isEmpty()) {
                table.renew(claims);
            }
            held.forEach((claim, answer) -> answer.ifPresent(late -> complete(claim, late)));
            if (prune) {
                table.prune();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "The table of idempotency keys is out of reach");
        }
    }
}
