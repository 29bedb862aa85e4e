package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.TrainingRows;
import io.desirepath.recommendation.ranker.domain.TwoRankers;

/** The product's rankers, learnt from windows before the one that is measured. */
record Rankers(TwoRankers with, TwoRankers without) {

    static Rankers from(TrainingRows rows) {
        return new Rankers(TwoRankers.from(rows, true), TwoRankers.from(rows, false));
    }
}
