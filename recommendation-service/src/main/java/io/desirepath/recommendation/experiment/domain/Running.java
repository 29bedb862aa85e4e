package io.desirepath.recommendation.experiment.domain;

import io.desirepath.contracts.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * The experiments that run, the one started first at the front. Where two want the same account at the same placement the
 * first has it: the other gets whom the first leaves out, still at random, because their salts differ.
 */
public record Running(List<Experiment> firstStartedFirst) {

    public static final Running NONE = new Running(List.of());

    /** What an account gets, and because of which experiment. */
    public record Decision(String experimentId, Variant variant) {}

    public Running {
        firstStartedFirst = List.copyOf(firstStartedFirst);
    }

    /** @param placement its name on the wire */
    public Optional<Decision> decide(AccountId account, String placement) {
        for (Experiment experiment : firstStartedFirst) {
            if (experiment.placements().contains(placement)) {
                Optional<Variant> variant = experiment.of(account);
                if (variant.isPresent()) {
                    return Optional.of(new Decision(experiment.id(), variant.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether everybody is taken already at one of its placements. */
    public boolean leaveNobodyTo(Experiment next) {
        return firstStartedFirst.stream()
                .anyMatch(first ->
                        first.traffic() >= 1 && first.placements().stream().anyMatch(next.placements()::contains));
    }
}
