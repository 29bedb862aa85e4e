package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.candidate.domain.Candidate.Companion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what several seeds say of the same complement. Each is taken as independent evidence with the probability
 * weight × score that the account wants it, so the score is the noisy-or {@code 1 - Π(1 - w·s)} (Pearl, Probabilistic
 * Reasoning in Intelligent Systems, 1988, section 4.3.2): it stays below 1, and one strong companion counts more than
 * many weak ones.
 */
final class Complements {

    private static final int COMPANIONS = 3;
    private static final double MOST = 0.999;

    /** A companion with its share of the score. */
    private record Weighted(Companion companion, double share) {}

    private static final Comparator<Weighted> STRONGEST_FIRST = Comparator.comparingDouble(Weighted::share)
            .reversed()
            .thenComparingInt(w -> w.companion().product());

    private static final class Sum {
        private double logNone;
        private final List<Weighted> strongest = new ArrayList<>(COMPANIONS + 1);

        void add(Weighted weighted) {
            logNone += Math.log1p(-weighted.share());
            if (strongest.size() == COMPANIONS && STRONGEST_FIRST.compare(weighted, strongest.getLast()) > 0) {
                return;
            }
            strongest.add(weighted);
            strongest.sort(STRONGEST_FIRST);
            if (strongest.size() > COMPANIONS) {
                strongest.removeLast();
            }
        }

        Candidate candidate(int product) {
            return new Candidate.CrossSell(
                    product,
                    -Math.expm1(logNone),
                    strongest.stream().map(Weighted::companion).toList());
        }
    }

    private Complements() {}

    static List<Candidate> of(Collection<Seed> seeds, ModelLists model) {
        Map<Integer, Sum> sums = new LinkedHashMap<>();
        for (Seed seed : seeds) {
            model.forEachComplement(seed.product(), (other, score, baskets, accounts) -> {
                Companion companion = new Companion(seed.product(), seed.origin(), score, baskets, accounts);
                sums.computeIfAbsent(other, product -> new Sum())
                        .add(new Weighted(companion, Math.min(MOST, seed.weight() * score)));
            });
        }
        List<Candidate> candidates = new ArrayList<>(sums.size());
        sums.forEach((product, sum) -> candidates.add(sum.candidate(product)));
        return candidates;
    }
}
