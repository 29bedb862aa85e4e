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
        BestFirst left = bestFirst(
                all, (one, other) -> tie(all.get(one).product(), all.get(other).product(), request));
        List<Candidate> best = new ArrayList<>(Math.min(MOST, all.size()));
        while (!left.isEmpty() && (best.size() < MOST || lost != Lost.UNHEARD)) {
            Candidate candidate = all.get(left.next());
            if (keeps(filters, candidate, lost) && best.size() < MOST) {
                best.add(candidate);
            }
        }
        return best;
    }

    /** The products whose scores rankers may replace: of one kind after the other, so that one may come twice. */
    public int[] ranked() {
        int[] products = new int[RANKED.size() * MOST];
        int count = 0;
        for (Kind kind : RANKED) {
            for (Candidate candidate : of(kind)) {
                products[count++] = candidate.product();
            }
        }
        return Arrays.copyOf(products, count);
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
            List<Candidate> sorted = sorted(scored);
            double least = sorted.isEmpty() ? 1 : sorted.getLast().score();
            rest.forEach(candidate -> sorted.add(candidate.withScore(least * candidate.score())));
            ordered.put(kind, sorted);
        }
        return new Candidates(ordered, removed);
    }

    /** The best first; of equals, which was before. */
    private static List<Candidate> sorted(List<Candidate> candidates) {
        BestFirst left = bestFirst(candidates, Integer::compare);
        List<Candidate> sorted = new ArrayList<>(MOST);
        while (!left.isEmpty()) {
            sorted.add(candidates.get(left.next()));
        }
        return sorted;
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

    /** Their places in the list by their scores. */
    private static BestFirst bestFirst(List<Candidate> candidates, BestFirst.Ties ties) {
        int[] places = new int[candidates.size()];
        double[] scores = new double[places.length];
        for (int place = 0; place < places.length; place++) {
            places[place] = place;
            scores[place] = candidates.get(place).score();
        }
        return new BestFirst(places, scores, ties);
    }

    private static int tie(int one, int other, Request request) {
        int byPopularity = Integer.compare(
                request.model().popularity(other), request.model().popularity(one));
        return byPopularity != 0 ? byPopularity : request.catalogue().compareIds(one, other);
    }
}
