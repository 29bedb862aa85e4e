package io.desirepath.recommendation.candidate.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The candidates for a request, past the hard filters.
 *
 * @param byKind of every kind, the best first, at most {@value #MOST}; ties break by popularity, then by id
 */
public record Candidates(Map<Kind, List<Candidate>> byKind, Removed removed) {

    static final int MOST = 100;

    /** Whose scores say how likely the account buys them; what merchants declare, and alternatives, have an order of their own. */
    private static final Set<Kind> RANKED = EnumSet.of(Kind.REORDER, Kind.CROSS_SELL, Kind.TRENDING);

    public Candidates {
        byKind = Map.copyOf(byKind);
    }

    /** Takes all that the hard filters removed. */
    public interface Lost {
        Lost UNHEARD = (candidate, filter) -> {};

        /** @param filter its name in {@link Removed} */
        void removed(Candidate candidate, String filter);
    }

    /** Generates, sorts and filters. The same request always gives the same candidates. */
    public static Candidates of(Request request) {
        return of(request, List.of(), EnumSet.allOf(Kind.class), Lost.UNHEARD);
    }

    /**
     * The same, with what rules pin, and saying what was lost on the way. If nobody listens, only so many are looked at that
     * the lists are full, and {@link #removed} counts those among them.
     *
     * @param pinned products by their numbers, which pass the same filters
     * @param kinds those that are asked for
     */
    public static Candidates of(Request request, Collection<Integer> pinned, Set<Kind> kinds, Lost lost) {
        HardFilters filters = new HardFilters(request);
        Map<Kind, List<Candidate>> byKind = new EnumMap<>(Kind.class);
        for (Kind kind : kinds) {
            byKind.put(
                    kind,
                    kind == Kind.CROSS_SELL
                            ? complements(request, filters, lost)
                            : best(generate(kind, request, pinned, filters), request, filters, lost));
        }
        return new Candidates(byKind, filters.removed());
    }

    private static List<Candidate> best(List<Candidate> all, Request request, HardFilters filters, Lost lost) {
        List<Candidate> sorted = new ArrayList<>(all);
        sorted.sort(bestFirst(request));
        List<Candidate> best = new ArrayList<>(Math.min(MOST, sorted.size()));
        for (Candidate candidate : sorted) {
            if (best.size() == MOST && lost == Lost.UNHEARD) {
                break;
            }
            if (keeps(filters, candidate, lost) && best.size() < MOST) {
                best.add(candidate);
            }
        }
        return best;
    }

    /** The products whose scores rankers may replace: of one kind after the other, so that one may come twice. */
    public int[] ranked() {
        return RANKED.stream()
                .flatMap(kind -> of(kind).stream())
                .mapToInt(Candidate::product)
                .toArray();
    }

    /**
     * The same candidates with other scores, and in the order of these; who has no other score comes after who has.
     *
     * @param scores in the order of {@link #ranked}; NaN for none
     */
    public Candidates rescored(double[] scores) {
        Map<Kind, List<Candidate>> ordered = new EnumMap<>(Kind.class);
        ordered.putAll(byKind);
        int next = 0;
        for (Kind kind : RANKED) {
            List<Candidate> scored = new ArrayList<>();
            List<Candidate> rest = new ArrayList<>();
            for (Candidate candidate : of(kind)) {
                double score = scores[next++];
                if (Double.isNaN(score)) {
                    rest.add(candidate);
                } else {
                    scored.add(candidate.withScore(score));
                }
            }
            scored.sort((one, other) -> Double.compare(other.score(), one.score()));
            double least = scored.isEmpty() ? 1 : scored.getLast().score();
            rest.forEach(candidate -> scored.add(candidate.withScore(least * candidate.score())));
            ordered.put(kind, scored);
        }
        return new Candidates(ordered, removed);
    }

    /** The same candidates, in each kind those behind the others that are to come later than others. */
    public Candidates demoting(Suppressions suppressions, Instant now) {
        Map<Kind, List<Candidate>> ordered = new EnumMap<>(Kind.class);
        byKind.forEach((kind, candidates) -> ordered.put(
                kind,
                candidates.stream()
                        .sorted(Comparator.comparing(candidate -> suppressions.demoted(candidate.product(), kind, now)))
                        .toList()));
        return new Candidates(ordered, removed);
    }

    public List<Candidate> of(Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** The complements of what the account has in its cart, has bought and has looked at: there are many, so by numbers. */
    private static List<Candidate> complements(Request request, HardFilters filters, Lost lost) {
        Complements all = Complements.of(Seeds.of(request), request.model(), request.families());
        BestFirst left = all.bestFirst((one, other) -> tie(one, other, request));
        int[] best = new int[MOST];
        int kept = 0;
        List<Integer> removed = new ArrayList<>();
        while (!left.isEmpty() && (kept < MOST || lost != Lost.UNHEARD)) {
            int product = left.next();
            if (!filters.keeps(product, Kind.CROSS_SELL)) {
                removed.add(product);
            } else if (kept < MOST) {
                best[kept++] = product;
            }
        }
        if (lost != Lost.UNHEARD) {
            all.candidates(removed.stream().mapToInt(Integer::intValue).toArray())
                    .forEach(
                            candidate -> lost.removed(candidate, Objects.requireNonNull(filters.removedBy(candidate))));
        }
        return all.candidates(Arrays.copyOf(best, kept));
    }

    private static boolean keeps(HardFilters filters, Candidate candidate, Lost lost) {
        boolean kept = filters.keeps(candidate);
        if (!kept && lost != Lost.UNHEARD) {
            lost.removed(candidate, Objects.requireNonNull(filters.removedBy(candidate)));
        }
        return kept;
    }

    private static List<Candidate> generate(
            Kind kind, Request request, Collection<Integer> pinned, HardFilters filters) {
        return switch (kind) {
            case REORDER -> Generators.reorders(request, filters::countUnknown);
            case TRENDING -> Generators.trending(request);
            case UPSELL -> Generators.upsells(request);
            case SUBSTITUTE -> Generators.substitutes(request);
            case PINNED -> pinned.stream().<Candidate>map(Candidate.Pinned::new).toList();
            // Content is no product, and complements have a way of their own.
            case CONTENT, CROSS_SELL -> List.of();
        };
    }

    private static Comparator<Candidate> bestFirst(Request request) {
        return (one, other) -> {
            int byScore = Double.compare(other.score(), one.score());
            return byScore != 0 ? byScore : tie(one.product(), other.product(), request);
        };
    }

    private static int tie(int one, int other, Request request) {
        int byPopularity = Integer.compare(
                request.model().popularity(other), request.model().popularity(one));
        return byPopularity != 0
                ? byPopularity
                : request.catalogue().id(one).compareTo(request.catalogue().id(other));
    }
}
