package io.desirepath.gateway.routing;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers end at the gateway. Names are compared without regard to case. */
final class HeaderRules {

    /** RFC 9110 section 7.6.1: meant for the next hop only. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    /** Who the client says it is or came through: only the gateway says so to services. */
    private static final Set<String> IDENTITY = Set.of(
            "authorization",
            "cookie",
            "forwarded",
            "true-client-ip",
            "via",
            "x-account-id",
            "x-account-token",
            "x-client-ip",
            "x-contact-id",
            "x-original-url",
            "x-real-ip",
            "x-rewrite-url");

    private static final List<String> IDENTITY_STARTS =
            List.of("x-forwarded-", "x-user", "x-auth", "x-remote-", "x-internal-");

    private static final Set<String> INTERNAL_ANSWERS = Set.of("server", "x-powered-by", "x-request-id");

    private static final String OURS = "x-desire-path-";

    private HeaderRules() {}

    /** Takes away what must not reach a service. {@code Expect} is answered by the gateway itself. */
    static void cleanRequest(MultiMap headers) {
        Set<String> named = namedByConnection(headers);
        remove(
                headers,
                name -> isHopByHop(name)
                        || named.contains(name)
                        || IDENTITY.contains(name)
                        || IDENTITY_STARTS.stream().anyMatch(name::startsWith)
                        || name.startsWith(OURS)
                        || name.equals("expect"));
    }

    /** Takes away what must not reach a client. */
    static void cleanResponse(MultiMap headers) {
        Set<String> named = namedByConnection(headers);
        remove(
                headers,
                name -> isHopByHop(name)
                        || named.contains(name)
                        || INTERNAL_ANSWERS.contains(name)
                        || name.startsWith("access-control-")
                        || name.startsWith("ratelimit")
                        || name.startsWith(OURS));
    }

    private static boolean isHopByHop(String name) {
        return HOP_BY_HOP.contains(name) || name.startsWith("proxy-");
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        return headers.getAll("connection").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                // Framing and identification are not the client's to take away.
                .filter(name -> !name.equals("content-length") && !name.equals("host"))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static void remove(MultiMap headers, java.util.function.Predicate<String> unwanted) {
        List.copyOf(headers.names()).stream()
                .filter(name -> unwanted.test(name.toLowerCase(Locale.ROOT)))
                .forEach(headers::remove);
    }
}
