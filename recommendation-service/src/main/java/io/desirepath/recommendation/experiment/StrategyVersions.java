package io.desirepath.recommendation.experiment;

import io.desirepath.recommendation.experiment.domain.Variant.StrategyVersionName;

/** Knows which versions of strategies there are. */
public interface StrategyVersions {

    boolean exists(StrategyVersionName strategy);
}
