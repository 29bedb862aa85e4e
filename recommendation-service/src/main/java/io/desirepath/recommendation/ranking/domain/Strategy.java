package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For each placement and stage, which kinds fill how many slots.
 *
 * @param version names it in every answer
 * @param placements one for each
 * @param holdout which accounts get nothing of it
 */
public record Strategy(String version, Map<Placement, Slots> placements, Tuning tuning, Holdout holdout) {

    /**
     * What a placement shows.
     *
     * @param fill kinds that may fill what others leave empty, in this order
     * @param noStage the mix while nothing has been heard of the account's stage
     * @param stages the mix of every stage
     */
    public record Slots(List<Kind> fill, Mix noStage, Map<Stage, Mix> stages) {
        public Slots {
            fill = List.copyOf(fill);
            stages = Map.copyOf(stages);
            for (Stage stage : Stage.values()) {
                if (!stages.containsKey(stage)) {
                    throw new IllegalArgumentException("a strategy needs a mix for the stage " + stage);
                }
            }
            requireSlots(fill);
            requireSlots(noStage.shares().keySet());
            stages.values().forEach(mix -> requireSlots(mix.shares().keySet()));
        }

        private static void requireSlots(Iterable<Kind> kinds) {
            kinds.forEach(kind -> {
                if (!kind.hasSlots()) {
                    throw new IllegalArgumentException(kind + " has no slots: merchandising rules place it");
                }
            });
        }
    }

    /**
     * How lists are made of what is in the slots.
     *
     * @param diversity from 0 to 1: the weight of an item's own score against its likeness to what is in the list
     *     already; 1 lets one family fill a list
     * @param exploration from 0 to 0.2: how often a slot shows something else than the best
     */
    public record Tuning(double diversity, double exploration) {

        private static final double MOST_EXPLORATION = 0.2;

        public Tuning {
            if (!(diversity >= 0 && diversity <= 1)) {
                throw new IllegalArgumentException("diversity: must be from 0 to 1");
            }
            if (!(exploration >= 0 && exploration <= MOST_EXPLORATION)) {
                throw new IllegalArgumentException("exploration: must be from 0 to " + MOST_EXPLORATION);
            }
        }

        /** The same without exploration, for lists that nobody is shown. */
        public Tuning still() {
            return new Tuning(diversity, 0);
        }
    }

    public Strategy {
        placements = Map.copyOf(placements);
        for (Placement placement : Placement.values()) {
            if (!placements.containsKey(placement)) {
                throw new IllegalArgumentException("a strategy needs slots for the placement " + placement.wireName());
            }
        }
    }

    public Slots slots(Placement placement) {
        Slots slots = placements.get(placement);
        if (slots == null) {
            throw new IllegalStateException("no slots for " + placement);
        }
        return slots;
    }

    /**
     * The mix for an account: that of each stage, weighted by its probability, so that an account between two stages
     * gets something of both.
     *
     * @param belief the probability of each stage; null if it is not known
     */
    public Mix mix(Placement placement, @Nullable Map<Stage, Double> belief) {
        Slots slots = slots(placement);
        if (belief == null || belief.values().stream().noneMatch(probability -> probability > 0)) {
            return slots.noStage();
        }
        // By identity: hashing a mix takes longer than blending it, and the terms of a sum are sorted anyway.
        Map<Mix, Double> weighted = new IdentityHashMap<>();
        slots.stages().forEach((stage, mix) -> weighted.merge(mix, belief.getOrDefault(stage, 0d), Double::sum));
        return Mix.blend(weighted);
    }
}
