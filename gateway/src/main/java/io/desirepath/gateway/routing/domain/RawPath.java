package io.desirepath.gateway.routing.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of a request target as it came over the wire, still percent-encoded, cut at its slashes.
 *
 * <p>Only paths that every reader understands in the same way are accepted: characters of RFC 3986 section 3.3, no
 * empty segments, and no dot segments, encoded or not. So a service that decodes or normalises cannot end up at another
 * route than the one whose scope was checked.
 *
 * @param segments at least one; {@code a%2Fb} is one segment
 */
public record RawPath(List<String> segments) {

    private static final String PUNCTUATION = "-._~!$&'()*+,;=:@";

    public RawPath {
        segments = List.copyOf(segments);
    }

    /**
     * @param target the request target in origin form, with or without a query
     * @return empty if the path is one that must never match
     */
    public static Optional<RawPath> of(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (path.length() < 2 || path.charAt(0) != '/') {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>(6);
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(start, end);
            if (!isUnambiguous(segment)) {
                return Optional.empty();
            }
            segments.add(segment);
            start = end + 1;
        }
        return Optional.of(new RawPath(segments));
    }

    private static boolean isUnambiguous(String segment) {
        if (segment.isEmpty()) {
            return false;
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                if (i + 2 >= segment.length() || !isHex(segment.charAt(i + 1)) || !isHex(segment.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!isLetterOrDigit(c) && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        String undotted = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return !undotted.equals(".") && !undotted.equals("..");
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
