package io.desirepath.journey.stage.training;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage model as it is stored and told, by the names of states.
 *
 * @param taxonomy null in models from before there were several: the default one
 */
record ModelFile(
        String version,
        @Nullable String taxonomy,
        Map<String, Map<Mark, Double>> rates,
        Map<String, Double> dwellDays,
        Map<String, Map<String, Double>> jumps,
        Map<String, Double> start,
        Map<BuyingRole, Map<String, Double>> roleFactors,
        Set<Mark> measured) {

    static ModelFile of(StageModel model) {
        return new ModelFile(
                model.version(),
                model.taxonomy().name(),
                model.ratesByState(),
                model.dwellDaysByState(),
                model.jumpsByState(),
                model.startByState(),
                model.roleFactorsByState(),
                model.measured());
    }

    StageModel model() {
        return new StageModel(
                version,
                taxonomy == null ? Taxonomy.SIX_STAGES : Taxonomy.named(taxonomy),
                rates,
                dwellDays,
                jumps,
                start,
                roleFactors,
                measured);
    }
}
