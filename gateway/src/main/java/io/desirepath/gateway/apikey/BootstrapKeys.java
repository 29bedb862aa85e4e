package io.desirepath.gateway.apikey;

import io.desirepath.gateway.apikey.domain.AccountTokenSecret;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.KeyKind;
import io.desirepath.gateway.apikey.domain.KeySettings;
import io.desirepath.gateway.apikey.domain.KeyText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Stores the keys that the environment brings. A new key under an old name ends the old one. A key that was revoked
 * stays so, even if the environment still brings it: revoking is how a leaked key is stopped.
 */
@Singleton
class BootstrapKeys {

    private static final Logger LOG = Logger.getLogger(BootstrapKeys.class);

    private final ApiKeyConfig config;
    private final PostgresApiKeys keys;
    private final Clock clock = Clock.systemUTC();

    BootstrapKeys(ApiKeyConfig config, PostgresApiKeys keys) {
        this.config = config;
        this.keys = keys;
    }

    /** @throws IllegalStateException if a key does not have the form of one; the gateway does not start then */
    void install() {
        config.bootstrap()
                .forEach((name, bootstrap) -> bootstrap
                        .key()
                        .ifPresent(text ->
                                install(KeySettings.BOOTSTRAP + name, parse(name, text, bootstrap), bootstrap)));
    }

    private void install(String name, KeyText key, ApiKeyConfig.Bootstrap bootstrap) {
        Instant now = clock.instant();
        keys.addIfNew(new ApiKey(name, key.kind(), key.prefix(), key.hash(), bootstrap.scopes(), null, null), now);
        if (key.kind() == KeyKind.BROWSER) {
            keys.setBrowserSettings(
                    key.hash(),
                    bootstrap.origins().orElse(Set.of()),
                    bootstrap.accountTokenSecret().map(AccountTokenSecret::new).orElse(null));
        }
        if (keys.isRevoked(key.hash())) {
            LOG.warnf("The key '%s' (%s) of the environment has been revoked: make a new one", name, key.prefix());
        } else if (keys.revokeOthersNamed(name, key.hash(), now) > 0) {
            LOG.infof("The key '%s' (%s) takes the place of an older one, which is revoked", name, key.prefix());
        }
    }

    private static KeyText parse(String name, String text, ApiKeyConfig.Bootstrap bootstrap) {
        return KeyText.parse(text)
                .filter(key -> key.kind() == bootstrap.kind())
                .orElseThrow(() -> new IllegalStateException("desirepath.apikey.bootstrap." + name + ".key must be dp_"
                        + bootstrap.kind().wireName()
                        + "_<8 letters or digits>_<24 to 128 letters, digits, '_' or '-'>"));
    }
}
