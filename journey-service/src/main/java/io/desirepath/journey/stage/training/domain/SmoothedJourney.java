package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where an account probably stood on each day, told with hindsight: what came later is used too (forward–backward). For
 * display only; whatever is decided or learned must come from the filter, which knows the past alone.
 *
 * @param days every UTC day of the history, in order
 */
public record SmoothedJourney(List<Day> days) {
    public SmoothedJourney {
        days = List.copyOf(days);
    }

    /** The smoothed probability of each stage on one UTC day. */
    public record Day(LocalDate date, Map<Stage, Double> probabilities) {}

    /** Smooths one account's history. Labels in it count as evidence. */
    public static SmoothedJourney of(StageFilter filter, TrainingHistory history) {
        var evidence = new DailyEvidence(history, filter);
        var parameters = Parameters.of(filter.model());
        var expectation = new Expectation(parameters, Exposures.usual());
        expectation.add(evidence);
        var days = new ArrayList<Day>(evidence.days());
        for (int day = 0; day < evidence.days(); day++) {
            days.add(new Day(
                    LocalDate.ofEpochDay(evidence.firstDay() + day),
                    probabilities(filter.model().taxonomy(), expectation, day)));
        }
        return new SmoothedJourney(days);
    }

    private static Map<Stage, Double> probabilities(Taxonomy taxonomy, Expectation expectation, int day) {
        var belief = new double[taxonomy.size()];
        for (int s = 0; s < belief.length; s++) {
            belief[s] = expectation.posterior(day, s);
        }
        return taxonomy.byStage(belief);
    }
}
