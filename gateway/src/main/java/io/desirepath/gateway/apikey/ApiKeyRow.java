package io.desirepath.gateway.apikey;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.AccountTokenSecret;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.KeyHash;
import io.desirepath.gateway.apikey.domain.KeyKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
class ApiKeyRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
    String kind;
    String prefix;
    byte[] sha256;
    String[] scopes;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    String[] origins = {};

    @Column(name = "account_token_secret")
    @Nullable
    String accountTokenSecret;

    @Column(name = "rotated_from")
    @Nullable
    Long rotatedFrom;

    ApiKey toApiKey() {
        return new ApiKey(
                id,
                name,
                KeyKind.fromWireName(kind),
                prefix,
                KeyHash.ofBytes(sha256),
                scopes(),
                expiresAt,
                revokedAt,
                Set.copyOf(Arrays.asList(origins)),
                accountTokenSecret == null ? null : new AccountTokenSecret(accountTokenSecret));
    }

    Set<Scope> scopes() {
        return Arrays.stream(scopes).map(Scope::fromWireName).collect(Collectors.toSet());
    }

    boolean isUsableAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
