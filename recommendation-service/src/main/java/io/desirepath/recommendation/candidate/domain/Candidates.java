package io.desirepath.recommendation.candidate.domain;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The candidates for a request, past the hard filters.
 *
 * @param byKind of every kind, the best first, at most {@value #MOST}; ties break by popularity, then by id
 */
public record Candidates(Map<Kind, List<Candidate>> byKind, Removed removed) {

    static final int MOST = 100;

    public Candidates {
        byKind = Map.copyOf(byKind);
    }

    /** Generates, filters and sorts. The same request always gives the same candidates. */
    public static Candidates of(Request request) {
        HardFilters filters = new HardFilters(request);
        Comparator<Candidate> bestFirst = bestFirst(request);
        Map<Kind, List<Candidate>> byKind = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            byKind.put(
                    kind,
                    generate(kind, request, filters).stream()
                            .filter(filters::keeps)
                            .sorted(bestFirst)
                            .limit(MOST)
                            .toList());
        }
        return new Candidates(byKind, filters.removed());
    }

    public List<Candidate> of(Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    private static List<Candidate> generate(Kind kind, Request request, HardFilters filters) {
        return switch (kind) {
            case REORDER -> Generators.reorders(request, filters::countUnknown);
            case CROSS_SELL -> Generators.complements(request);
            case TRENDING -> Generators.trending(request);
        };
    }

    private static Comparator<Candidate> bestFirst(Request request) {
        return Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(
                        Comparator.<Candidate>comparingInt(c -> request.model().popularity(c.product()))
                                .reversed())
                .thenComparing(c -> request.catalogue().id(c.product()));
    }
}
