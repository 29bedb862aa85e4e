package io.desirepath.contracts;

import java.time.Instant;
import java.util.Map;

/**
 * Where an account stands: the payload of {@link Feeds#BELIEF_UPDATED}. One per account and group of activities, with
 * the belief after the last of them.
 *
 * @param accountId whose journey this is
 * @param stage the held stage (after hysteresis)
 * @param since when that stage began
 * @param probabilities of every stage, summing to 1
 * @param modelVersion the stage model that computed it
 * @param asOf the moment the belief is for
 * @param revision rises with every change of the account's state; readers ignore an older one
 */
public record StageBelief(
        AccountId accountId,
        Stage stage,
        Instant since,
        Map<Stage, Double> probabilities,
        String modelVersion,
        Instant asOf,
        long revision) {
    public StageBelief {
        probabilities = Map.copyOf(probabilities);
    }
}
