package io.desirepath.journey.activation.webhook.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where messages are sent.
 *
 * @param secure whether by https
 * @param host a name in ASCII, or an address without brackets
 * @param pathAndQuery begins with a slash
 */
public record TargetUrl(boolean secure, String host, int port, String pathAndQuery) {

    private static final int MOST_CHARACTERS = 2048;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int FIRST_ORDINARY_PORT = 1024;
    private static final int LAST_PORT = 65535;

    /** @throws RefusedTargetException if it is no absolute http or https URL, or has credentials or a fragment */
    public static TargetUrl parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new RefusedTargetException("must begin with https://");
        }
        if (uri.getHost() == null || uri.getHost().indexOf('%') >= 0) {
            throw new RefusedTargetException("must have a host, in letters, digits and hyphens");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new RefusedTargetException("must have neither a user nor a fragment");
        }
        boolean secure = scheme.equals("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS : HTTP;
        if (port < 1 || port > LAST_PORT) {
            throw new RefusedTargetException("has no port from 1 to 65535");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new TargetUrl(
                secure,
                uri.getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT),
                port,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Whether it may be anywhere: by https, and not to a port at which other services listen. */
    boolean isOrdinary() {
        return secure && (port == HTTPS || port >= FIRST_ORDINARY_PORT);
    }

    private static URI uri(String text) {
        if (text.length() > MOST_CHARACTERS || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new RefusedTargetException("must have at most " + MOST_CHARACTERS + " visible ASCII characters");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new RefusedTargetException("is not a URL");
        }
    }
}
