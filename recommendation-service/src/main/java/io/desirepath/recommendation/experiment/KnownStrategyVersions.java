package io.desirepath.recommendation.experiment;

import io.desirepath.recommendation.experiment.domain.Variant.StrategyVersionName;
import io.desirepath.recommendation.ranking.Strategies;
import jakarta.enterprise.context.ApplicationScoped;

/** Those that lists are made by. */
@ApplicationScoped
class KnownStrategyVersions implements StrategyVersions {

    private final Strategies strategies;

    KnownStrategyVersions(Strategies strategies) {
        this.strategies = strategies;
    }

    @Override
    public boolean exists(StrategyVersionName strategy) {
        return strategies.find(strategy.name(), strategy.version()).isPresent();
    }
}
