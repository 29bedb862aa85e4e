package io.desirepath.gateway.idempotency;

import io.desirepath.gateway.idempotency.domain.Fingerprint;
import io.desirepath.gateway.idempotency.domain.IdempotencyKey;
import io.desirepath.gateway.routing.KeptAnswer;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * The table of idempotency keys: in PostgreSQL, because what decides whether something is made twice must not be lost
 * with a cache. Blocking.
 */
@Singleton
@Transactional
class PostgresIdempotency {

    private final EntityManager entities;
    private final IdempotencyConfig config;
    private final Clock clock = Clock.systemUTC();

    PostgresIdempotency(EntityManager entities, IdempotencyConfig config) {
        this.entities = entities;
        this.config = config;
    }

    /** Of requests that come at the same time, through whichever gateway, one is granted the key. */
    ClaimResult claim(IdempotencyKey key, Fingerprint request) {
        UUID claim = UUID.randomUUID();
        while (true) {
            if (insert(key, request, claim)) {
                return new ClaimResult.Granted(claim);
            }
            Optional<ClaimResult> found = find(key, request);
            if (found.isPresent()) {
                return found.get();
            }
            // It was released in between.
        }
    }

    /** @return false if the claim was lost, because this gateway was silent for too long */
    boolean complete(UUID claim, KeptAnswer answer) {
        return session()
                        .createNativeMutationQuery("""
                        UPDATE idempotency SET status = :status, content_type = :contentType, location = :location,
                            body = :body WHERE claim = :claim""")
                        .setParameter("status", answer.status())
                        .setParameter("contentType", answer.contentType(), String.class)
                        .setParameter("location", answer.location(), String.class)
                        .setParameter("body", answer.body().getBytes())
                        .setParameter("claim", claim)
                        .executeUpdate()
                > 0;
    }

    /** Gives the key back: the request may be tried again. */
    void release(UUID claim) {
        session()
                .createNativeMutationQuery("DELETE FROM idempotency WHERE claim = :claim AND status IS NULL")
                .setParameter("claim", claim)
                .executeUpdate();
    }

    void renew(Collection<UUID> claims) {
        session()
                .createNativeMutationQuery("UPDATE idempotency SET claimed_until = :until WHERE claim IN (:claims)")
                .setParameter("until", clock.instant().plus(config.lease()))
                .setParameterList("claims", claims)
                .executeUpdate();
    }

    /** @return how many answers were too old */
    int prune() {
        Instant now = clock.instant();
        return session()
                .createNativeMutationQuery(
                        "DELETE FROM idempotency WHERE created_at < :oldest AND claimed_until < :now")
                .setParameter("oldest", now.minus(config.keep()))
                .setParameter("now", now)
                .executeUpdate();
    }

    private boolean insert(IdempotencyKey key, Fingerprint request, UUID claim) {
        Instant now = clock.instant();
        return session()
                        .createNativeMutationQuery("""
                        INSERT INTO idempotency AS known
                            (owner, key, fingerprint, claim, claimed_until, created_at)
                        VALUES (:owner, :key, :fingerprint, :claim, :until, :now)
                        ON CONFLICT (owner, key) DO UPDATE SET
                            fingerprint = excluded.fingerprint, claim = excluded.claim,
                            claimed_until = excluded.claimed_until, created_at = excluded.created_at,
                            status = NULL, content_type = NULL, location = NULL, body = NULL
                        WHERE known.claimed_until < :now
                            AND (known.status IS NULL OR known.created_at < :oldest)""")
                        .setParameter("owner", key.owner())
                        .setParameter("key", key.text())
                        .setParameter("fingerprint", request.bytes())
                        .setParameter("claim", claim)
                        .setParameter("until", now.plus(config.lease()))
                        .setParameter("now", now)
                        .setParameter("oldest", now.minus(config.keep()))
                        .executeUpdate()
                > 0;
    }

    private Optional<ClaimResult> find(IdempotencyKey key, Fingerprint request) {
        return session()
                .createNativeQuery(
                        "SELECT fingerprint, status, content_type, location, body FROM idempotency"
                                + " WHERE owner = :owner AND key = :key",
                        Tuple.class)
                .setParameter("owner", key.owner())
                .setParameter("key", key.text())
                .uniqueResultOptional()
                .map(row -> result(row, request));
    }

    private static ClaimResult result(Tuple row, Fingerprint request) {
        if (!Arrays.equals(row.get("fingerprint", byte[].class), request.bytes())) {
            return new ClaimResult.Reused();
        }
        Number status = (Number) row.get("status");
        return status == null
                ? new ClaimResult.InFlight()
                : new ClaimResult.Answered(new KeptAnswer(
                        status.intValue(),
                        row.get("content_type", String.class),
                        row.get("location", String.class),
                        Buffer.buffer(Objects.requireNonNull(row.get("body", byte[].class)))));
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
