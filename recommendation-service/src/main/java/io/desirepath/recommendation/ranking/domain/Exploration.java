package io.desirepath.recommendation.ranking.domain;

import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Shows something else than the best now and then, in a way whose probabilities are known exactly. The next best options
 * of each kind are dealt out to the positions of that kind, one after the other, so that no two positions can draw the
 * same. Then each position for itself shows its ranked option with probability 1 − ε, else one of its own, each as likely.
 * So the propensity of a slate is the product of those of its positions.
 */
final class Exploration {

    /** How many options of a kind take part at most. */
    static final int POOL = 20;

    private final double share;
    private final SplittableRandom random;

    Exploration(double share, long seed) {
        this.share = share;
        this.random = new SplittableRandom(seed);
    }

    /**
     * @param ranked the list without pins
     * @param options of each kind, the best first
     * @param barred what may not be drawn, because it is pinned
     */
    List<Placed> explore(List<Option> ranked, Map<Kind, List<Option>> options, Set<Object> barred) {
        List<List<Option>> dealt = deal(ranked, options, barred);
        List<Placed> placed = new ArrayList<>(ranked.size());
        for (int position = 0; position < ranked.size(); position++) {
            placed.add(draw(ranked.get(position), dealt.get(position)));
        }
        return placed;
    }

    private Placed draw(Option ranked, List<Option> pool) {
        // Drawn whether they are needed or not, so that one position's pool does not change what others draw.
        boolean explores = random.nextDouble() < share;
        double drawn = random.nextDouble();
        if (pool.isEmpty() || share <= 0) {
            return new Placed(ranked, Placed.Origin.RANKED, 1);
        }
        return explores
                ? new Placed(pool.get((int) (drawn * pool.size())), Placed.Origin.EXPLORED, share / pool.size())
                : new Placed(ranked, Placed.Origin.RANKED, 1 - share);
    }

    private List<List<Option>> deal(List<Option> ranked, Map<Kind, List<Option>> options, Set<Object> barred) {
        Map<Kind, List<List<Option>>> hands = new EnumMap<>(Kind.class);
        List<List<Option>> dealt = new ArrayList<>();
        Set<Object> seen = new HashSet<>(barred);
        for (Option option : ranked) {
            List<Option> hand = new ArrayList<>();
            dealt.add(hand);
            hands.computeIfAbsent(option.kind(), kind -> new ArrayList<>()).add(hand);
            seen.add(option.item().identity());
        }
        if (share <= 0) {
            return dealt;
        }
        hands.forEach((kind, ofKind) -> {
            int next = 0;
            for (Option option : options.getOrDefault(kind, List.of())) {
                if (next < POOL && !option.isBuried() && seen.add(option.item().identity())) {
                    ofKind.get(next++ % ofKind.size()).add(option);
                }
            }
        });
        return dealt;
    }
}
