package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one account before a moment.
 *
 * @param account whose history
 * @param from when it begins: the first observation, or the moment from which silence was observed too
 * @param observations the account's evidence in any order; what is not before {@code until} is not looked at
 * @param until the end of the history, exclusive
 * @param labels stages the account is known to have been in; those not before {@code until} are not looked at
 */
public record TrainingHistory(
        AccountId account, Instant from, List<Observation> observations, Instant until, List<StageLabel> labels) {
    public TrainingHistory {
        observations = observations.stream()
                .filter(observation -> observation.at().isBefore(until))
                .sorted()
                .toList();
        labels = labels.stream().filter(label -> label.at().isBefore(until)).toList();
        if (!observations.isEmpty() && observations.getFirst().at().isBefore(from)) {
            throw new IllegalArgumentException("a history begins with its first observation at the latest");
        }
    }

    /**
     * A history that begins with its first observation, as the filter's does.
     *
     * @throws IllegalArgumentException if nothing was observed before its end
     */
    public static TrainingHistory ofSeen(
            AccountId account, List<Observation> observations, Instant until, List<StageLabel> labels) {
        Instant from = observations.stream()
                .map(Observation::at)
                .min(Instant::compareTo)
                .filter(first -> first.isBefore(until))
                .orElseThrow(() -> new IllegalArgumentException("nothing was observed of " + account.value()));
        return new TrainingHistory(account, from, observations, until, labels);
    }
}
