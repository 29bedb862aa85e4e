package io.desirepath.gateway.apikey;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.audit.Actor;
import io.desirepath.gateway.audit.AuditEntry;
import io.desirepath.gateway.audit.PostgresAudit;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Ends a key for good. */
@Singleton
class RevokeApiKey {

    private final PostgresApiKeys keys;
    private final PostgresAudit audit;

    RevokeApiKey(PostgresApiKeys keys, PostgresAudit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * Does nothing if the key has been revoked before.
     *
     * @throws ProblemException UNKNOWN_API_KEY; CONFLICT if nobody could administer any more
     */
    @Transactional
    void revoke(long id, Actor actor, Instant now) {
        // Before the key itself is looked at: two who revoke the last two admin keys must not pass each other.
        List<Long> admins = keys.lockUsableAdmins(now);
        ApiKeyRow row = keys.locked(id);
        if (row.revokedAt != null) {
            return;
        }
        if (admins.equals(List.of(id))) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "This is the last key with the scope admin: create another one first");
        }
        row.revokedAt = now.truncatedTo(ChronoUnit.MILLIS);
        audit.append(new AuditEntry(now, actor, "api-key.revoked", "api-keys/" + row.id, 204));
    }
}
