package io.desirepath.recommendation.family.domain;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How alike two names are. */
public final class NameLikeness {

    private static final Pattern PIECES = Pattern.compile(
            "\\b(?:set|pack|box|bundle|packet|bag)\\s*(?:of|/)?\\s*(\\d{1,4})\\b|^\\s*(\\d{1,4})\\s|\\b(\\d{1,4})\\s*(?:piece|pc)s?\\b",
            Pattern.CASE_INSENSITIVE);

    private NameLikeness() {}

    /** The share of their words that both have (Jaccard), 0 to 1; sizes, colours and counts do not count. */
    public static double of(String a, String b) {
        Set<String> first = new HashSet<>(Words.of(a));
        Set<String> second = new HashSet<>(Words.of(b));
        if (first.isEmpty() || second.isEmpty()) {
            return 0;
        }
        int both = 0;
        for (String word : first) {
            both += second.contains(word) ? 1 : 0;
        }
        return (double) both / (first.size() + second.size() - both);
    }

    /** How many a name says there are of it ("SET OF 6", "PACK OF 72", "9 PIECE", "60 TEATIME …"); 1 if it does not. */
    public static int pieces(String name) {
        Matcher count = PIECES.matcher(name);
        if (!count.find()) {
            return 1;
        }
        String digits = count.group(1) != null ? count.group(1) : count.group(2);
        return Math.max(1, Integer.parseInt(digits != null ? digits : count.group(3)));
    }

    /** Whether the names say the same but for colours: the same size, the same count. */
    public static boolean differInColourOnly(String a, String b) {
        return Words.butColours(a).equals(Words.butColours(b));
    }
}
