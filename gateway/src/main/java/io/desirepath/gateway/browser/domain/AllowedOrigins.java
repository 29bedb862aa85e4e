package io.desirepath.gateway.browser.domain;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Origins (RFC 6454) from which a page may call: each as the browser writes it, {@code https://shop.example}, or with
 * any port, {@code http://localhost:*}, or {@code *} for every origin.
 */
public record AllowedOrigins(Set<String> entries) {

    private static final String EVERY = "*";
    private static final String ANY_PORT = ":*";
    private static final Pattern FORM = Pattern.compile("\\*|https?://[a-z0-9.:\\[\\]-]+(:\\*)?");
    private static final Pattern PORT = Pattern.compile("(:[0-9]{1,5})?");

    public AllowedOrigins {
        entries = Set.copyOf(entries);
    }

    /** @throws IllegalArgumentException if one does not have the form of an origin in lower case */
    public static AllowedOrigins parse(Collection<String> entries) {
        for (String entry : entries) {
            if (!FORM.matcher(entry).matches()) {
                throw new IllegalArgumentException(
                        "not an origin in lower case, such as https://shop.example: '" + entry + "'");
            }
        }
        return of(entries);
    }

    public static AllowedOrigins of(Collection<String> entries) {
        return new AllowedOrigins(Set.copyOf(entries));
    }

    /**
     * @param origin the header's value
     * @param everyCounts whether {@code *} may allow it; where answers are about an account it may not
     */
    public boolean allow(String origin, boolean everyCounts) {
        return origin.indexOf('*') < 0 && entries.contains(origin)
                || everyCounts && entries.contains(EVERY)
                || entries.stream().anyMatch(entry -> entry.endsWith(ANY_PORT) && allowsAnyPort(entry, origin));
    }

    private static boolean allowsAnyPort(String entry, String origin) {
        String host = entry.substring(0, entry.length() - ANY_PORT.length());
        return origin.startsWith(host)
                && PORT.matcher(origin.substring(host.length())).matches();
    }
}
