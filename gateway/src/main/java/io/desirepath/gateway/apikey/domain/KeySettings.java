package io.desirepath.gateway.apikey.domain;

import io.desirepath.contracts.Scope;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a new key is to be. Anybody can read a browser's key, so it may do only what a page has to.
 *
 * @param name 1 to 128 characters on one line, not beginning with {@code bootstrap-}, which the environment's keys do
 * @param scopes at least one; of a browser key only {@code write} and {@code recommend}
 * @param origins of a browser key: at most 20, each {@code scheme://host} or {@code scheme://host:port}
 * @param accountTokenSecret of a browser key with the scope {@code recommend}
 * @throws IllegalArgumentException with the name of the field, if one breaks its rule
 */
public record KeySettings(
        String name,
        KeyKind kind,
        Set<Scope> scopes,
        Set<String> origins,
        @Nullable AccountTokenSecret accountTokenSecret) {

    public static final String BOOTSTRAP = "bootstrap-";

    private static final int MAX_NAME = 128;
    private static final int MAX_ORIGINS = 20;
    private static final Set<Scope> OF_BROWSERS = EnumSet.of(Scope.WRITE, Scope.RECOMMEND);
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    public KeySettings {
        scopes = Set.copyOf(scopes);
        origins = Set.copyOf(origins);
        require(
                !name.isBlank() && name.length() <= MAX_NAME && name.chars().noneMatch(Character::isISOControl),
                "name: must have 1 to " + MAX_NAME + " characters on one line");
        require(!name.startsWith(BOOTSTRAP), "name: 'bootstrap-' is for the keys that the environment brings");
        require(!scopes.isEmpty(), "scopes: must name at least one");
        if (kind == KeyKind.BROWSER) {
            require(OF_BROWSERS.containsAll(scopes), "scopes: a browser key may have write and recommend only");
            require(origins.size() <= MAX_ORIGINS, "origins: at most " + MAX_ORIGINS);
            require(
                    origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches()),
                    "origins: each must be an origin in lower case, such as https://shop.example");
            require(
                    accountTokenSecret == null || scopes.contains(Scope.RECOMMEND),
                    "accountTokenSecret: only for a key with the scope recommend");
        } else {
            require(origins.isEmpty(), "origins: only for a browser key");
            require(accountTokenSecret == null, "accountTokenSecret: only for a browser key");
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
