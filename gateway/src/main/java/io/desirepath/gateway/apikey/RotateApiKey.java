package io.desirepath.gateway.apikey;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.apikey.domain.KeyKind;
import io.desirepath.gateway.apikey.domain.KeySettings;
import io.desirepath.gateway.apikey.domain.NewKeyText;
import io.desirepath.gateway.apikey.domain.RotationOverlap;
import io.desirepath.gateway.audit.Actor;
import io.desirepath.gateway.audit.AuditEntry;
import io.desirepath.gateway.audit.PostgresAudit;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes a key with the settings of another, which ends after an overlap. */
@Singleton
class RotateApiKey {

    private final PostgresApiKeys keys;
    private final PostgresAudit audit;

    RotateApiKey(PostgresApiKeys keys, PostgresAudit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * The new key lives as long as the old one was to live, counted from now.
     *
     * @throws ProblemException UNKNOWN_API_KEY; CONFLICT if the key has ended, has been rotated, or comes from the
     *     environment, which would bring it again
     */
    @Transactional
    IssuedApiKey rotate(long id, RotationOverlap overlap, Actor actor, Instant now) {
        ApiKeyRow old = keys.locked(id);
        refuseUnlessRotatable(old, now);
        NewKeyText made = NewKeyText.random(KeyKind.fromWireName(old.kind));
        ApiKeyRow row = new ApiKeyRow();
        row.name = old.name;
        row.kind = old.kind;
        row.prefix = made.key().prefix();
        row.sha256 = made.key().hash().bytes();
        row.scopes = old.scopes.clone();
        row.origins = old.origins.clone();
        row.accountTokenSecret = old.accountTokenSecret;
        row.rotatedFrom = old.id;
        row.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        row.expiresAt =
                old.expiresAt == null ? null : row.createdAt.plus(Duration.between(old.createdAt, old.expiresAt));
        old.expiresAt = earlier(old.expiresAt, row.createdAt.plus(overlap.duration()));
        keys.persistAndFlush(row);
        audit.append(new AuditEntry(now, actor, "api-key.rotated", "api-keys/" + old.id, 201));
        return new IssuedApiKey(ApiKeyView.of(row), made.text());
    }

    private void refuseUnlessRotatable(ApiKeyRow old, Instant now) {
        if (old.name.startsWith(KeySettings.BOOTSTRAP)) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The environment brings this key: change it there, or create another");
        }
        if (keys.isRotated(old.id)) {
            throw ProblemException.of(ProblemType.CONFLICT, "The key has been rotated: rotate its successor");
        }
        if (!old.isUsableAt(now)) {
            throw ProblemException.of(ProblemType.CONFLICT, "The key has expired or been revoked: create a new one");
        }
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one != null && one.isBefore(other) ? one : other;
    }
}
