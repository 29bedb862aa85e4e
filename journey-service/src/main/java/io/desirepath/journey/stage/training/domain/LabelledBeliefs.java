package io.desirepath.journey.stage.training.domain;

import io.desirepath.journey.stage.domain.JourneyCursor;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the filter believed at the moments of the labels, from what happened strictly before each. */
final class LabelledBeliefs {
    private LabelledBeliefs() {}

    /**
     * @param from labels before this are left out
     * @return in the histories' order, {@link CalibrationFit.Case#account} being the history's index
     */
    static List<CalibrationFit.Case> of(StageFilter filter, List<TrainingHistory> histories, Instant from) {
        var cases = new ArrayList<CalibrationFit.Case>();
        for (int account = 0; account < histories.size(); account++) {
            TrainingHistory history = histories.get(account);
            if (!history.labels().isEmpty()) {
                read(filter, history, account, from, cases);
            }
        }
        return cases;
    }

    private static void read(
            StageFilter filter, TrainingHistory history, int account, Instant from, List<CalibrationFit.Case> cases) {
        JourneyCursor cursor = filter.cursor(filter.start(history.from()));
        int next = 0;
        List<StageLabel> inOrder = history.labels().stream()
                .sorted(Comparator.comparing(StageLabel::at))
                .toList();
        for (StageLabel label : inOrder) {
            for (; next < history.observations().size(); next++) {
                Observation observation = history.observations().get(next);
                if (!observation.at().isBefore(label.at())) {
                    break;
                }
                cursor.advance(observation);
            }
            if (!label.at().isBefore(from)) {
                double[] belief = filter.beliefAt(cursor.state(), label.at());
                cases.add(new CalibrationFit.Case(account, belief, label.stage().ordinal()));
            }
        }
    }
}
