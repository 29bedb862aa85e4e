package io.desirepath.gateway.apikey;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.service.identity.InternalTokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One signed token for each key in use, made anew when less than half of its life is left. */
@Singleton
class InternalTokenCache {

    private static final Duration LEAST_LEFT = Duration.ofSeconds(30);

    private record Signed(String token, Instant expiresAt) {}

    private final InternalTokens tokens;
    private final Clock clock;
    private final Map<ApiKey, Signed> byKey = new ConcurrentHashMap<>();

    @jakarta.inject.Inject
    InternalTokenCache(InternalTokens tokens) {
        this(tokens, Clock.systemUTC());
    }

    InternalTokenCache(InternalTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    String tokenOf(ApiKey key) {
        Instant now = clock.instant();
        Signed cached = byKey.get(key);
        if (cached == null || cached.expiresAt().isBefore(now.plus(LEAST_LEFT))) {
            cached = sign(key, now);
            byKey.put(key, cached);
        }
        return cached.token();
    }

    private Signed sign(ApiKey key, Instant now) {
        String token = tokens.issue(
                key.name(),
                key.kind().wireName(),
                key.scopes().stream().map(Scope::wireName).collect(Collectors.toSet()));
        return new Signed(token, now.plus(InternalTokens.LIFETIME));
    }
}
