package io.desirepath.gateway.apikey;

import static java.util.stream.Collectors.joining;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.AccountTokenSecret;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.KeyHash;
import io.desirepath.service.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The table of keys. Blocking: never called on the event loop. Each method is one statement, in the caller's transaction
 * or its own, which cannot run into the transaction timeout even where everything is slow, as at a start.
 */
@Singleton
@Transactional
class PostgresApiKeys implements PanacheRepository<ApiKeyRow> {

    List<ApiKey> all() {
        return listAll().stream().map(ApiKeyRow::toApiKey).toList();
    }

    /** @return in the order of their ids, at most as many */
    List<ApiKeyRow> after(long id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }

    /** @throws ProblemException UNKNOWN_API_KEY */
    ApiKeyRow existing(long id) {
        return findByIdOptional(id).orElseThrow(PostgresApiKeys::unknown);
    }

    /**
     * The key, which nobody else changes before the end of the transaction.
     *
     * @throws ProblemException UNKNOWN_API_KEY
     */
    ApiKeyRow locked(long id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(PostgresApiKeys::unknown);
    }

    /** The ids of the keys that can administer at that time, ascending; none of them ends before the transaction does. */
    List<Long> lockUsableAdmins(Instant now) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("""
                        SELECT id FROM api_key
                        WHERE 'admin' = ANY (scopes) AND revoked_at IS NULL
                          AND (expires_at IS NULL OR expires_at > :now)
                        ORDER BY id FOR UPDATE""", Long.class)
                .setParameter("now", now)
                .getResultList();
    }

    boolean isRotated(long id) {
        return count("rotatedFrom", id) > 0;
    }

    static ProblemException unknown() {
        return ProblemException.of(ProblemType.UNKNOWN_API_KEY, "There is no key with this id");
    }

    boolean isRevoked(KeyHash hash) {
        return count("sha256 = ?1 and revokedAt is not null", hash.bytes()) > 0;
    }

    /** Does nothing if a key with the same hash is there, so that several gateways may start at the same time. */
    void addIfNew(ApiKey key, Instant now) {
        getEntityManager()
                .unwrap(Session.class)
                .createNativeMutationQuery("""
                        INSERT INTO api_key (name, kind, prefix, sha256, scopes, created_at, expires_at)
                        VALUES (:name, :kind, :prefix, :sha256, string_to_array(:scopes, ','), :now, :expiresAt)
                        ON CONFLICT (sha256) DO NOTHING""")
                .setParameter("name", key.name())
                .setParameter("kind", key.kind().wireName())
                .setParameter("prefix", key.prefix())
                .setParameter("sha256", key.hash().bytes())
                .setParameter(
                        "scopes",
                        key.scopes().stream().map(Scope::wireName).sorted().collect(joining(",")))
                .setParameter("now", now)
                .setParameter("expiresAt", key.expiresAt(), Instant.class)
                .executeUpdate();
    }

    void setBrowserSettings(KeyHash hash, Set<String> origins, @Nullable AccountTokenSecret secret) {
        update(
                "origins = ?1, accountTokenSecret = ?2 where sha256 = ?3",
                origins.toArray(String[]::new),
                secret == null ? null : secret.reveal(),
                hash.bytes());
    }

    /** @return how many keys this ended */
    int revokeOthersNamed(String name, KeyHash kept, Instant now) {
        return update("revokedAt = ?1 where name = ?2 and sha256 <> ?3 and revokedAt is null", now, name, kept.bytes());
    }
}
