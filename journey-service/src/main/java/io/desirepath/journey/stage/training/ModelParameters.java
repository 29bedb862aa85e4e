package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.domain.PurchaseHead;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.training.domain.Calibration;
import io.desirepath.journey.stage.training.domain.ChampionGate;
import org.jspecify.annotations.Nullable;

/**
 * All that has to be stored of a model to use it.
 *
 * @param calibration null where there were too few labels
 * @param purchaseHead null where too little was ordered to learn it
 */
record ModelParameters(
        StageModel model,
        @Nullable Calibration calibration,
        @Nullable PurchaseHead purchaseHead) {

    ModelAtWork atWork() {
        return ModelAtWork.of(model, calibration, purchaseHead);
    }

    ChampionGate.Contender contender() {
        return new ChampionGate.Contender(model, calibration);
    }
}
