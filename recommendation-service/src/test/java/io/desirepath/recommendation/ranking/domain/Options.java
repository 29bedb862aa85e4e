package io.desirepath.recommendation.ranking.domain;

import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Seed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Options for tests. */
final class Options {

    private static final String[] NAMES = new String[1000];
    private static int count;

    private Options() {}

    static Map<Kind, List<Option>> of(Candidates candidates) {
        Map<Kind, List<Option>> options = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            options.put(
                    kind,
                    candidates.of(kind).stream()
                            .map(candidate -> new Option(new Option.Item.Product(candidate), null))
                            .toList());
        }
        return options;
    }

    /** A complement with a name, a score and a family. */
    static Option of(String name, double score, String family) {
        int number = count++ % NAMES.length;
        NAMES[number] = name;
        Candidate candidate = new Candidate.CrossSell(
                number, score, List.of(new Candidate.Companion(0, Seed.Origin.CART, score, 1, 1)));
        return new Option(new Option.Item.Product(candidate), family);
    }

    static String name(Option option) {
        return NAMES[candidate(option).product()];
    }

    static Candidate candidate(Option option) {
        return ((Option.Item.Product) option.item()).candidate();
    }
}
