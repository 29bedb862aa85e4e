package io.desirepath.gateway.routing.domain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A path with placeholders, such as {@code /v1/accounts/{id}/journey}; a placeholder stands for one whole segment. */
public record PathTemplate(String text, List<String> segments) {

    /** Of two templates that match the same path, the one that is literal where they first differ comes first. */
    static final Comparator<PathTemplate> LITERAL_FIRST = Comparator.comparing(template -> template.segments().stream()
            .map(segment -> isPlaceholder(segment) ? "1" : "0")
            .collect(Collectors.joining()));

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    public static PathTemplate of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path template starts with a slash: " + text);
        }
        return new PathTemplate(text, List.of(text.substring(1).split("/", -1)));
    }

    public boolean matches(RawPath path) {
        List<String> actual = path.segments();
        if (actual.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!isPlaceholder(segments.get(i)) && !segments.get(i).equals(actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether both stand for the same paths; the names of the placeholders do not count. */
    public boolean sameShapeAs(PathTemplate other) {
        if (segments.size() != other.segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String mine = segments.get(i);
            String theirs = other.segments.get(i);
            if (!mine.equals(theirs) && !(isPlaceholder(mine) && isPlaceholder(theirs))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the path has where the template has that placeholder, percent-decoded.
     *
     * @param path one that matches
     * @return empty if the template has no such placeholder, or the value is one that readers could take in more than
     *     one way: with a matrix parameter (RFC 3986 section 3.3)
     */
    public Optional<String> valueOf(String placeholder, RawPath path) {
        int index = segments.indexOf("{" + placeholder + "}");
        if (index < 0 || path.segments().get(index).indexOf(';') >= 0) {
            return Optional.empty();
        }
        // In a path a plus sign is one, unlike in a form.
        String encoded = path.segments().get(index).replace("+", "%2B");
        return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }

    private static boolean isPlaceholder(String segment) {
        return segment.startsWith("{");
    }
}
