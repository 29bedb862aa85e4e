package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.ranking.domain.Holdout;
import io.desirepath.recommendation.ranking.domain.Mix;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.recommendation.ranking.domain.Strategy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A strategy as a merchant writes it.
 *
 * @param description for people
 * @param diversity from 0 to 1; left out: 0.7
 * @param exploration from 0 to 0.2: the share of slots that show something else than the best; left out: 0.03
 * @param holdout left out: nobody is held out
 * @param placements by their names, each of them
 * @throws IllegalArgumentException if a strategy cannot be made of it
 */
@Schema(name = "StrategyDocument")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyDocument(
        @Nullable String description,

        @Schema(minimum = "0", maximum = "1", defaultValue = "0.7") @Nullable
        Double diversity,

        @Schema(minimum = "0", maximum = "0.2", defaultValue = "0.03") @Nullable
        Double exploration,

        @Nullable HoldoutDocument holdout,
        Map<String, SlotsDocument> placements) {

    private static final double DIVERSITY = 0.7;
    private static final double EXPLORATION = 0.03;
    private static final int MAX_DESCRIPTION = 1000;

    /**
     * @param share of the accounts that get what trends, from 0 to 0.5
     * @param salt with another one, other accounts are held out; left out: {@code holdout}
     */
    @Schema(name = "StrategyHoldout")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HoldoutDocument(double share, @Nullable String salt) {
        public HoldoutDocument {
            holdout(share, salt);
        }

        private static Holdout holdout(double share, @Nullable String salt) {
            return new Holdout(share, Objects.requireNonNullElse(salt, Holdout.NOBODY.salt()));
        }
    }

    /**
     * @param fill kinds that may fill what others leave empty, in this order
     * @param noStage the shares of each kind while nothing has been heard of the account's stage
     * @param stages the shares of each kind, for every stage
     */
    @Schema(name = "StrategySlots")
    public record SlotsDocument(List<Kind> fill, Map<Kind, Double> noStage, Map<Stage, Map<Kind, Double>> stages) {
        public SlotsDocument {
            if (fill == null || noStage == null || stages == null) {
                throw new IllegalArgumentException("must have fill, noStage and stages");
            }
            slots(fill, noStage, stages);
        }

        private static Strategy.Slots slots(
                List<Kind> fill, Map<Kind, Double> noStage, Map<Stage, Map<Kind, Double>> stages) {
            Map<Stage, Mix> mixes = new EnumMap<>(Stage.class);
            stages.forEach((stage, shares) -> mixes.put(stage, new Mix(shares)));
            return new Strategy.Slots(fill, new Mix(noStage), mixes);
        }
    }

    public StrategyDocument {
        if (placements == null) {
            throw new IllegalArgumentException("placements: is required");
        }
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("description: must have at most " + MAX_DESCRIPTION + " characters");
        }
        strategy("", diversity, exploration, holdout, placements);
    }

    /** @param version names it in every answer */
    Strategy strategy(String version) {
        return strategy(version, diversity, exploration, holdout, placements);
    }

    private static Strategy strategy(
            String version,
            @Nullable Double diversity,
            @Nullable Double exploration,
            @Nullable HoldoutDocument holdout,
            Map<String, SlotsDocument> placements) {
        Map<Placement, Strategy.Slots> slots = new EnumMap<>(Placement.class);
        placements.forEach((name, document) -> slots.put(
                Placement.fromWireName(name),
                SlotsDocument.slots(document.fill(), document.noStage(), document.stages())));
        return new Strategy(
                version,
                slots,
                new Strategy.Tuning(
                        Objects.requireNonNullElse(diversity, DIVERSITY),
                        Objects.requireNonNullElse(exploration, EXPLORATION)),
                holdout == null ? Holdout.NOBODY : HoldoutDocument.holdout(holdout.share(), holdout.salt()));
    }
}
