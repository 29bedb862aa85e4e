package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.JourneyCursor;
import io.desirepath.journey.stage.domain.JourneyListener;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account's history on a grid of UTC days: what each day weighs by mark, and the stages known from labels. The weights
 * are those that the filter itself gives on its way through the history.
 */
final class DailyEvidence {
    /** How often a label names the stage that an account is in, in whichever state; the other stages share the rest evenly. */
    static final double LABEL_TRUST = .98;

    private static final double LABEL_DOUBT = (1 - LABEL_TRUST) / (Stage.values().length - 1);
    private static final long SECONDS_A_DAY = 86_400;

    /** One person's mark on one day. */
    record Sign(int day, Mark mark, @Nullable BuyingRole role, double weight) {}

    private final Taxonomy taxonomy;
    private final long firstDay;
    private final int days;
    private final List<Sign> signs;
    private final double seen;
    private final Map<Integer, double[]> labels = new HashMap<>();

    DailyEvidence(TrainingHistory history, StageFilter filter) {
        taxonomy = filter.model().taxonomy();
        firstDay = dayOf(history.from());
        days = (int) (dayOf(history.until().minusNanos(1)) - firstDay) + 1;
        signs = signs(history, filter);
        seen = signs.stream().mapToDouble(Sign::weight).sum();
        for (StageLabel label : history.labels()) {
            long day = dayIndex(label.at());
            if (day >= 0) {
                multiply((int) day, label);
            }
        }
    }

    /** Whole UTC days, the first and the last included. */
    int days() {
        return days;
    }

    /** Which day of the history the moment lies in, counted from 0; may lie outside. */
    long dayIndex(Instant at) {
        return dayOf(at) - firstDay;
    }

    /** Days since 1970-01-01 at the history's beginning. */
    long firstDay() {
        return firstDay;
    }

    List<Sign> signs() {
        return signs;
    }

    /** The weight of all signs. */
    double seen() {
        return seen;
    }

    /** The weight of each day's signs. */
    double[] shown() {
        var shown = new double[days];
        for (Sign sign : signs) {
            shown[sign.day()] += sign.weight();
        }
        return shown;
    }

    /** What the day's labels say of each state, as a likelihood; null where there are none. */
    double @Nullable [] labelled(int day) {
        return labels.get(day);
    }

    private void multiply(int day, StageLabel label) {
        double[] row = labels.computeIfAbsent(day, any -> {
            var even = new double[taxonomy.size()];
            Arrays.fill(even, 1);
            return even;
        });
        for (int s = 0; s < row.length; s++) {
            row[s] *= taxonomy.stage(s) == label.stage() ? LABEL_TRUST : LABEL_DOUBT;
        }
    }

    private List<Sign> signs(TrainingHistory history, StageFilter filter) {
        var counted = new ArrayList<Sign>();
        JourneyCursor cursor = filter.cursor(filter.start(history.from())).tell(new JourneyListener() {
            @Override
            public void event(Observation observation, Mark mark, double weight, double[] before) {
                if (weight > 0) {
                    int day = (int) (dayOf(observation.at()) - firstDay);
                    counted.add(new Sign(day, mark, observation.role(), weight));
                }
            }
        });
        history.observations().forEach(cursor::advance);
        return List.copyOf(counted);
    }

    private static long dayOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
    }
}
