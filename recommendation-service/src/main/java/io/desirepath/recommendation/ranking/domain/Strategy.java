package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For each placement and stage, which kinds fill how many slots.
 *
 * @param version names it in every answer
 * @param placements one for each
 */
public record Strategy(String version, Map<Placement, Slots> placements) {

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
            if (stages.size() < Stage.values().length) {
                throw new IllegalArgumentException(
                        "a strategy needs a mix for every stage, not only " + stages.keySet());
            }
        }
    }

    public Strategy {
        placements = Map.copyOf(placements);
        if (placements.size() < Placement.values().length) {
            throw new IllegalArgumentException(
                    "a strategy needs slots for every placement, not only " + placements.keySet());
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
        Map<Mix, Double> weighted = new HashMap<>();
        slots.stages().forEach((stage, mix) -> weighted.merge(mix, belief.getOrDefault(stage, 0d), Double::sum));
        return Mix.blend(weighted);
    }
}
