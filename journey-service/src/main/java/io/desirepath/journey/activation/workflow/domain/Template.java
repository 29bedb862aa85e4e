package io.desirepath.journey.activation.workflow.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Plain text with some of a closed set of placeholders. There are no expressions, and what is put in is text: a placeholder
 * in an account's name stays as it is.
 */
public record Template(String text) {

    /** What can be put in. */
    public enum Placeholder {
        ACCOUNT_ID("accountId"),
        ACCOUNT_NAME("accountName"),
        SEGMENT("segment"),
        STAGE("stage"),
        REASON("reason"),
        AT("at");

        private final String word;

        Placeholder(String word) {
            this.word = word;
        }

        private static final Map<String, Placeholder> BY_WORD =
                Arrays.stream(values()).collect(Collectors.toMap(p -> p.word, p -> p));
    }

    private static final Pattern BRACES = Pattern.compile("\\{([A-Za-z]+)}");

    /** @throws IllegalArgumentException if it has a word in braces that is no placeholder */
    public Template {
        BRACES.matcher(text).results().map(match -> match.group(1)).forEach(word -> {
            if (!Placeholder.BY_WORD.containsKey(word)) {
                throw new IllegalArgumentException("{" + word + "} is none of "
                        + Arrays.stream(Placeholder.values())
                                .map(p -> "{" + p.word + "}")
                                .collect(Collectors.joining(" ")));
            }
        });
    }

    /** @param values of all placeholders */
    public String filled(Map<Placeholder, String> values) {
        return BRACES.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match, values)));
    }

    private static String value(MatchResult match, Map<Placeholder, String> values) {
        Placeholder placeholder = Placeholder.BY_WORD.get(match.group(1));
        String value = placeholder == null ? null : values.get(placeholder);
        return value == null ? "" : value;
    }
}
