package io.desirepath.journey.stage.training;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Taxonomy;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;

/** Which taxonomy is in use here, and what models of another one are good for: to be read and backtested, no more. */
@Singleton
class Taxonomies {

    private final Taxonomy inUse;

    /** @throws IllegalArgumentException at the start, if there is no such taxonomy */
    Taxonomies(TrainingConfig config) {
        inUse = Taxonomy.named(config.taxonomy());
    }

    Taxonomy inUse() {
        return inUse;
    }

    /** @throws ProblemException CONFLICT if the model is of another taxonomy than the one in use */
    void requireInUse(JourneyModel model) {
        if (!model.taxonomy().equals(inUse.name())) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "The model is of the taxonomy %s, and %s is in use here".formatted(model.taxonomy(), inUse.name()));
        }
    }

    /** @throws ProblemException CONFLICT if the models cannot be compared */
    static void requireSame(StageModel one, StageModel other) {
        if (!one.taxonomy().equals(other.taxonomy())) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "%s is of the taxonomy %s, and %s of %s: models of different taxonomies cannot be compared"
                            .formatted(
                                    one.version(),
                                    one.taxonomy().name(),
                                    other.version(),
                                    other.taxonomy().name()));
        }
    }
}
