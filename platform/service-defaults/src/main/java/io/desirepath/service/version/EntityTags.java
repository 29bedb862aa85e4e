package io.desirepath.service.version;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of an {@code If-Match} or {@code If-None-Match} header (RFC 9110, sections 8.8.3 and 13.1): {@code *} or a
 * list of entity tags. The tag of a resource is its revision in quotes.
 *
 * @param any whether the value is {@code *}
 */
public record EntityTags(boolean any, List<String> strong, List<String> weak) {

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"\\s*(,|$)");

    public EntityTags {
        strong = List.copyOf(strong);
        weak = List.copyOf(weak);
    }

    /**
     * Reads a header's value; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if it is neither {@code *} nor a list of quoted tags
     */
    public static EntityTags valueOf(String header) {
        if (header.strip().equals("*")) {
            return new EntityTags(true, List.of(), List.of());
        }
        List<String> strong = new ArrayList<>();
        List<String> weak = new ArrayList<>();
        Matcher tag = TAG.matcher(header);
        int end = 0;
        while (end < header.length() && tag.find(end) && tag.start() == end) {
            (tag.group(1) == null ? strong : weak).add(tag.group(2));
            end = tag.end();
        }
        if (end < header.length() || header.isBlank()) {
            throw new IllegalArgumentException(
                    "If-Match and If-None-Match take * or entity tags in quotes, as the ETag header gave them");
        }
        return new EntityTags(false, strong, weak);
    }

    /** The tag of a revision, as the {@code ETag} header has it. */
    public static String of(long revision) {
        return "\"" + revision + "\"";
    }

    boolean matchesStrongly(long revision) {
        return any || strong.contains(Long.toString(revision));
    }

    /** Weak comparison, in which a weak tag equals its strong form (RFC 9110, section 8.8.3.2). */
    boolean matchesWeakly(long revision) {
        return matchesStrongly(revision) || weak.contains(Long.toString(revision));
    }
}
