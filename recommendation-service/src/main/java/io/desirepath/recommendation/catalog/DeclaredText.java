package io.desirepath.recommendation.catalog;

import io.desirepath.recommendation.catalog.domain.ProductText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What declared text must be like. */
public final class DeclaredText {

    static final int MAX_URL = 2048;

    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(java.util.Locale.getISOCountries()));

    private DeclaredText() {}

    /** @throws IllegalArgumentException if it is too long or not one line; nothing is fine */
    public static void requireLine(String field, @Nullable String text, int maxLength) {
        if (text != null) {
            require(field, text, maxLength, ProductText.isSingleLine(text));
        }
    }

    /** @throws IllegalArgumentException if it is too long or has control characters that lay out nothing */
    public static void requireText(String field, @Nullable String text, int maxLength) {
        if (text != null) {
            require(field, text, maxLength, ProductText.isText(text));
        }
    }

    /** @throws IllegalArgumentException if it is neither an http or https URL nor a path; nothing is fine */
    public static void requireUrl(String field, @Nullable String url) {
        if (url == null) {
            return;
        }
        requireLine(field, url, MAX_URL);
        try {
            String scheme = new URI(url).getScheme();
            if (scheme == null || scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http")) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(field + ": must be a URL", e);
        }
        throw new IllegalArgumentException(field + ": must be an http or https URL, or a path");
    }

    /**
     * Several lines, none of them blank.
     *
     * @throws IllegalArgumentException if there are too many, or one of them is not fit
     */
    public static SortedSet<String> lines(String field, @Nullable Collection<String> lines, int most, int maxLength) {
        SortedSet<String> kept = new TreeSet<>();
        if (lines == null) {
            return kept;
        }
        if (lines.size() > most) {
            throw new IllegalArgumentException(field + ": must have at most " + most + " items");
        }
        for (String line : lines) {
            if (line == null || line.isBlank()) {
                throw new IllegalArgumentException(field + ": must not have blank items");
            }
            requireLine(field, line, maxLength);
            kept.add(line);
        }
        return Collections.unmodifiableSortedSet(kept);
    }

    /** @throws IllegalArgumentException if one of them is not an ISO 3166-1 alpha-2 code */
    static SortedSet<String> countries(@Nullable Collection<String> countries) {
        SortedSet<String> kept = new TreeSet<>();
        if (countries != null) {
            for (String country : countries) {
                if (country == null || !COUNTRIES.contains(country)) {
                    throw new IllegalArgumentException("countries: must be ISO 3166-1 alpha-2 codes");
                }
                kept.add(country);
            }
        }
        return Collections.unmodifiableSortedSet(kept);
    }

    private static void require(String field, String text, int maxLength, boolean fit) {
        if (text.length() > maxLength) {
            throw new IllegalArgumentException(field + ": must have at most " + maxLength + " characters");
        }
        if (!fit) {
            throw new IllegalArgumentException(field + ": must not contain control characters");
        }
    }
}
