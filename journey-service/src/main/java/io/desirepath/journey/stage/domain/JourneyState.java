package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of an account's journey, as it was right after its last event; only events advance it. A plain tree
 * of lists, maps, numbers, strings and enum names, so that any JSON mapper writes and reads it back exactly.
 *
 * @param belief probability of each stage in the order of {@link Stage}, summing to 1
 * @param seen weighed evidence so far, the {@code n} of the exposure {@code n/d}
 * @param expected evidence that an account of exposure 1 would have shown so far, the {@code d}
 * @param minute of the last event, in minutes since 1970-01-01T00:00Z; before the first event, the minute to start from
 * @param last the last observation's place in the account's order, null before the first
 * @param present who was seen on the UTC day of the last event, for each mark: the first three persons in order
 * @param knownPersons every identified person seen so far, in order
 * @param holding the stage that hysteresis holds, null before the first event
 */
public record JourneyState(
        List<Double> belief,
        double seen,
        double expected,
        long minute,
        @Nullable Key last,
        Map<Mark, List<String>> present,
        List<String> knownPersons,
        @Nullable Holding holding) {

    public JourneyState {
        belief = List.copyOf(belief);
        present = inMarkOrder(present);
        knownPersons = List.copyOf(knownPersons);
        if (belief.size() != Stage.values().length) {
            throw new IllegalArgumentException("a belief has one probability for each stage");
        }
    }

    /** A place in an account's order of observations. */
    public record Key(long minute, String messageId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byMinute = Long.compare(minute, other.minute);
            return byMinute != 0 ? byMinute : messageId.compareTo(other.messageId);
        }
    }

    /**
     * What hysteresis remembers.
     *
     * @param stage the held stage
     * @param since the minute it began
     * @param leading the most probable stage when last looked at
     * @param leadingSince the minute from which that stage has led
     */
    public record Holding(Stage stage, long since, Stage leading, long leadingSince) {}

    /** Whether the observation comes after all that this state has seen; if not, the caller must rewind. */
    public boolean accepts(Observation observation) {
        return last == null ? observation.minute() >= minute : observation.key().compareTo(last) > 0;
    }

    /** The belief by stage. */
    public Map<Stage, Double> probabilities() {
        return Belief.byStage(Belief.array(belief));
    }

    /** The most probable stage. */
    public Stage likeliest() {
        return Collections.max(probabilities().entrySet(), Map.Entry.comparingByValue())
                .getKey();
    }

    private static Map<Mark, List<String>> inMarkOrder(Map<Mark, List<String>> present) {
        var copy = new EnumMap<Mark, List<String>>(Mark.class);
        present.forEach((mark, persons) -> copy.put(mark, List.copyOf(persons)));
        return Collections.unmodifiableMap(copy);
    }
}
