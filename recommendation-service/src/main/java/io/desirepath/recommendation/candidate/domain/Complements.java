package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.candidate.domain.Candidate.Companion;
import io.desirepath.recommendation.family.domain.Families;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what several seeds say of the same complement. Each is taken as independent evidence with the probability
 * weight × score that the account wants it, so the score is the noisy-or {@code 1 - Π(1 - w·s)} (Pearl, Probabilistic
 * Reasoning in Intelligent Systems, 1988, section 4.3.2): it stays below 1, and one strong companion counts more than
 * many weak ones.
 *
 * <p>An account with a long history has thousands of pairs and shows ten: so the sums are kept in a hash table of
 * primitives, and the companions are looked for only where they are asked for.
 */
final class Complements {

    private static final int COMPANIONS = 3;

    /** What fewer bought together is nobody's habit, however unlikely by chance; and they would be recognised. */
    private static final int LEAST_ACCOUNTS = 3;

    private static final double MOST = 0.999;
    private static final int NONE = -1;

    /** A companion with its share of the score. */
    private record Weighted(Companion companion, double share) {}

    private static final Comparator<Weighted> STRONGEST_FIRST = Comparator.comparingDouble(Weighted::share)
            .reversed()
            .thenComparingInt(w -> w.companion().product());

    private final Collection<Seed> seeds;
    private final ModelLists model;
    private final Families families;
    /** Open addressing with linear probing: a product, and the probability that nobody wants it. */
    private final int[] products;

    private final double[] unwanted;
    private int size;

    private Complements(Collection<Seed> seeds, ModelLists model, Families families) {
        this.seeds = seeds;
        this.model = model;
        this.families = families;
        int most = seeds.stream()
                .mapToInt(seed -> model.complementsOf(seed.product()))
                .sum();
        // A power of two; a quarter of it stays empty at least, and more where seeds have complements in common.
        int length = Integer.highestOneBit(Math.max(most + most / 2, 1)) << 1;
        this.products = new int[length];
        this.unwanted = new double[length];
        Arrays.fill(products, NONE);
        Arrays.fill(unwanted, 1);
    }

    /** @param families what is of a seed's family is bought instead of it, though it may lie in the same basket */
    static Complements of(Collection<Seed> seeds, ModelLists model, Families families) {
        Complements complements = new Complements(seeds, model, families);
        for (Seed seed : seeds) {
            complements.forEach(
                    seed,
                    (other, score, baskets, accounts) ->
                            complements.add(other, 1 - Math.min(MOST, seed.weight() * score)));
        }
        return complements;
    }

    private void forEach(Seed seed, ModelLists.ComplementReader reader) {
        model.forEachComplement(seed.product(), (other, score, baskets, accounts) -> {
            if (accounts >= LEAST_ACCOUNTS && !families.together(seed.product(), other)) {
                reader.read(other, score, baskets, accounts);
            }
        });
    }

    /** Every complement by its number. */
    BestFirst bestFirst(BestFirst.Ties ties) {
        int[] numbers = new int[size];
        double[] scores = new double[size];
        int next = 0;
        for (int place = 0; place < products.length; place++) {
            if (products[place] != NONE) {
                numbers[next] = products[place];
                scores[next++] = 1 - unwanted[place];
            }
        }
        return new BestFirst(numbers, scores, ties);
    }

    /** From 0 to 1; 0 for what is no complement. */
    double score(int product) {
        int place = place(product);
        return products[place] == NONE ? 0 : 1 - unwanted[place];
    }

    /** The complements of these numbers as candidates, in this order. */
    List<Candidate> candidates(int[] chosen) {
        @Nullable List<Weighted>[] strongest = lists(products.length);
        for (int product : chosen) {
            strongest[place(product)] = new ArrayList<>(COMPANIONS + 1);
        }
        for (Seed seed : seeds) {
            forEach(seed, (other, score, baskets, accounts) -> {
                List<Weighted> list = strongest[place(other)];
                if (list != null) {
                    double share = Math.min(MOST, seed.weight() * score);
                    if (list.size() < COMPANIONS || share >= list.getLast().share()) {
                        insert(
                                list,
                                new Weighted(
                                        new Companion(seed.product(), seed.origin(), score, baskets, accounts), share));
                    }
                }
            });
        }
        List<Candidate> candidates = new ArrayList<>(chosen.length);
        for (int product : chosen) {
            List<Companion> companions = Objects.requireNonNull(strongest[place(product)]).stream()
                    .map(Weighted::companion)
                    .toList();
            candidates.add(new Candidate.CrossSell(product, score(product), companions));
        }
        return candidates;
    }

    private static void insert(List<Weighted> strongest, Weighted next) {
        int at = strongest.size();
        while (at > 0 && STRONGEST_FIRST.compare(next, strongest.get(at - 1)) < 0) {
            at--;
        }
        strongest.add(at, next);
        if (strongest.size() > COMPANIONS) {
            strongest.removeLast();
        }
    }

    private void add(int product, double factor) {
        int place = place(product);
        size += products[place] == NONE ? 1 : 0;
        products[place] = product;
        unwanted[place] *= factor;
    }

    /** Where the product is, or would be. */
    private int place(int product) {
        int mask = products.length - 1;
        int place = (product * 0x9E3779B9 >>> 8) & mask;
        while (products[place] != NONE && products[place] != product) {
            place = place + 1 & mask;
        }
        return place;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<Weighted>[] lists(int length) {
        return new @Nullable List[length];
    }
}
