package io.desirepath.gateway.apikey;

import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.KeyKind;
import io.desirepath.gateway.apikey.domain.KeyText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The copy of the key table that requests are checked against, so that no request waits for the database, and keys go
 * on working while it is away.
 */
@Singleton
public class KeyRing {

    private final Clock clock = Clock.systemUTC();
    private volatile @Nullable Map<String, ApiKey> byPrefix;
    private volatile Set<String> browserOrigins = Set.of();

    void replace(List<ApiKey> keys) {
        Instant now = clock.instant();
        browserOrigins = keys.stream()
                .filter(key -> key.kind() == KeyKind.BROWSER && key.isValidAt(now))
                .flatMap(key -> key.origins().stream())
                .collect(Collectors.toUnmodifiableSet());
        byPrefix = keys.stream().collect(Collectors.toUnmodifiableMap(ApiKey::prefix, Function.identity()));
    }

    /** The origins that any valid browser key names. */
    public Set<String> browserOrigins() {
        return browserOrigins;
    }

    boolean isLoaded() {
        return byPrefix != null;
    }

    /** @return the key that was issued as this text, if it counts at that time */
    public Optional<ApiKey> find(KeyText presented, Instant now) {
        Map<String, ApiKey> keys = byPrefix;
        return keys == null
                ? Optional.empty()
                : Optional.ofNullable(keys.get(presented.prefix())).filter(key -> key.admits(presented, now));
    }
}
