package io.desirepath.benchmark.journey;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The product's own filter, asked for an account's standing at moments of its past. */
final class Filtered {
    private final StageModel model;
    private final StageFilter filter;

    Filtered(StageModel model) {
        this.model = model;
        filter = new StageFilter(model);
    }

    /**
     * Where the account stood at each moment, by what happened strictly before it.
     *
     * @param observations of one account, in order
     * @param moments in order
     * @return as many as moments, empty before the first observation
     */
    List<Optional<Standing>> standings(List<Observation> observations, List<Instant> moments) {
        var standings = new ArrayList<Optional<Standing>>();
        Optional<JourneyState> state = Optional.empty();
        int next = 0;
        for (Instant moment : moments) {
            for (; next < observations.size() && observations.get(next).at().isBefore(moment); next++) {
                Observation observation = observations.get(next);
                JourneyState before = state.orElseGet(() -> filter.start(observation.at()));
                state = Optional.of(filter.advance(before, observation).state());
            }
            standings.add(state.map(known -> filter.asOf(known, moment)));
        }
        return standings;
    }

    /** As {@link #standings}, the beliefs alone: of whom nothing was seen yet, the model's start. */
    List<double[]> beliefs(List<Observation> observations, List<Instant> moments) {
        return standings(observations, moments).stream()
                .map(standing -> standing.map(Filtered::belief).orElseGet(this::start))
                .toList();
    }

    private double[] start() {
        var belief = new double[Stage.values().length];
        for (Stage stage : Stage.values()) {
            belief[stage.ordinal()] = model.start(stage);
        }
        return belief;
    }

    private static double[] belief(Standing standing) {
        var belief = new double[Stage.values().length];
        for (Stage stage : Stage.values()) {
            belief[stage.ordinal()] = standing.probabilities().getOrDefault(stage, 0.0);
        }
        return belief;
    }
}
