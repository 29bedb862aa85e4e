package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.feedback.domain.Slate.InExperiment;
import io.desirepath.recommendation.ranking.domain.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * By what an account's list is made.
 *
 * @param heldOut whether the account gets what trends, like everybody
 * @param experiment because of which it is so; null if of none
 */
record Treatment(
        Strategy strategy, boolean heldOut, @Nullable InExperiment experiment) {}
