package io.desirepath.gateway.apikey;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.KeySettings;
import io.desirepath.gateway.apikey.domain.NewKeyText;
import io.desirepath.gateway.audit.Actor;
import io.desirepath.gateway.audit.AuditEntry;
import io.desirepath.gateway.audit.PostgresAudit;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes a new key. */
@Singleton
class IssueApiKey {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final PostgresApiKeys keys;
    private final PostgresAudit audit;

    IssueApiKey(PostgresApiKeys keys, PostgresAudit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /** @throws ProblemException INVALID_REQUEST if the key would end in the past */
    @Transactional
    IssuedApiKey issue(KeySettings settings, @Nullable Instant expiresAt, Actor actor, Instant now) {
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(LATEST))) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "expiresAt: must be in the future, before the year 10000");
        }
        NewKeyText made = NewKeyText.random(settings.kind());
        ApiKeyRow row = new ApiKeyRow();
        row.name = settings.name();
        row.kind = settings.kind().wireName();
        row.prefix = made.key().prefix();
        row.sha256 = made.key().hash().bytes();
        row.scopes = settings.scopes().stream().map(Scope::wireName).sorted().toArray(String[]::new);
        row.origins = settings.origins().stream().sorted().toArray(String[]::new);
        row.accountTokenSecret = settings.accountTokenSecret() == null
                ? null
                : settings.accountTokenSecret().reveal();
        row.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        row.expiresAt = expiresAt;
        keys.persistAndFlush(row);
        audit.append(new AuditEntry(now, actor, "api-key.created", "api-keys/" + row.id, 201));
        return new IssuedApiKey(ApiKeyView.of(row), made.text());
    }
}
