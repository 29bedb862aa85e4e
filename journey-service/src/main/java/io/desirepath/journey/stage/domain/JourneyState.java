package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of an account's journey, as it was right after its last event; only events advance it. Immutable, of
 * a size that does not grow with the history, and equal to another if it is so to the last bit.
 */
public final class JourneyState {
    /** So many persons are counted for each mark and day. */
    public static final int COUNTED_PERSONS = 3;

    /** So many identified persons are known by an account. */
    public static final int MOST_KNOWN_PERSONS = 256;

    private static final int PLACES = Mark.values().length * COUNTED_PERSONS;

    private final Taxonomy taxonomy;
    private final double[] belief;
    private final double seen;
    private final double expected;
    private final long minute;
    private final @Nullable MessageId last;
    private final long[] present;
    private final long[] knownPersons;
    private final @Nullable Holding holding;

    /**
     * @param taxonomy of the model that it is of
     * @param belief probability of each state in the taxonomy's order, summing to 1
     * @param seen weighed evidence so far, the {@code n} of the exposure {@code n/d}
     * @param expected evidence that an account of exposure 1 would have shown so far, the {@code d}
     * @param minute of the last event, in minutes since 1970-01-01T00:00Z; before the first event, the minute to start
     *     from
     * @param last the last observation, null before the first
     * @param present who was counted on the UTC day of the last event: three places for each mark in order, filled from
     *     the first on, 0 where free
     * @param knownPersons the fingerprints of the identified persons seen so far, ascending, up to 256
     * @param holding the stage that hysteresis holds, null before the first event
     * @throws IllegalArgumentException if a length or order is not what it should be
     */
    public JourneyState(
            Taxonomy taxonomy,
            double[] belief,
            double seen,
            double expected,
            long minute,
            @Nullable MessageId last,
            long[] present,
            long[] knownPersons,
            @Nullable Holding holding) {
        if (belief.length != taxonomy.size() || present.length != PLACES || knownPersons.length > MOST_KNOWN_PERSONS) {
            throw new IllegalArgumentException("a state has one probability for each state, three places for each mark,"
                    + " and at most " + MOST_KNOWN_PERSONS + " persons");
        }
        for (int i = 1; i < knownPersons.length; i++) {
            if (knownPersons[i - 1] >= knownPersons[i]) {
                throw new IllegalArgumentException("known persons must ascend");
            }
        }
        this.taxonomy = taxonomy;
        this.belief = belief.clone();
        this.seen = seen;
        this.expected = expected;
        this.minute = minute;
        this.last = last;
        this.present = present.clone();
        this.knownPersons = knownPersons.clone();
        this.holding = holding;
    }

    /** Of {@link Taxonomy#SIX_STAGES}. */
    public JourneyState(
            double[] belief,
            double seen,
            double expected,
            long minute,
            @Nullable MessageId last,
            long[] present,
            long[] knownPersons,
            @Nullable Holding holding) {
        this(Taxonomy.SIX_STAGES, belief, seen, expected, minute, last, present, knownPersons, holding);
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
        return accepts(minute, last, observation);
    }

    static boolean accepts(long minute, @Nullable MessageId last, Observation observation) {
        long at = observation.minute();
        return at > minute
                || at == minute
                        && (last == null || observation.messageId().value().compareTo(last.value()) > 0);
    }

    /** This state, holding its most probable stage although nothing has been seen. */
    public JourneyState holdingLikeliest() {
        Stage likeliest = likeliest();
        var held = new Holding(likeliest, minute, likeliest, minute);
        return new JourneyState(taxonomy, belief, seen, expected, minute, last, present, knownPersons, held);
    }

    void copyTo(double[] beliefs, Presence presence, Persons.Known known) {
        System.arraycopy(belief, 0, beliefs, 0, belief.length);
        presence.resume(present);
        known.resume(knownPersons);
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** By state. */
    public List<Double> belief() {
        return Belief.list(belief);
    }

    public double seen() {
        return seen;
    }

    public double expected() {
        return expected;
    }

    public long minute() {
        return minute;
    }

    /** The last observation's place in the account's order, null before the first. */
    public @Nullable Key last() {
        return last == null ? null : new Key(minute, last.value());
    }

    public @Nullable MessageId lastMessage() {
        return last;
    }

    /** The fingerprints of those counted for the mark on the UTC day of the last event, in order. */
    public long[] present(Mark mark) {
        int first = mark.ordinal() * COUNTED_PERSONS;
        int next = first;
        while (next < first + COUNTED_PERSONS && present[next] != Persons.NOBODY) {
            next++;
        }
        return Arrays.copyOfRange(present, first, next);
    }

    /** The fingerprints of the identified persons seen so far, ascending. */
    public long[] knownPersons() {
        return knownPersons.clone();
    }

    public @Nullable Holding holding() {
        return holding;
    }

    /** The belief by stage. */
    public Map<Stage, Double> probabilities() {
        return taxonomy.byStage(belief);
    }

    /** The most probable stage. */
    public Stage likeliest() {
        return Stage.values()[Belief.leaderIndex(taxonomy.sums(belief))];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JourneyState that
                && taxonomy.equals(that.taxonomy)
                && Arrays.equals(belief, that.belief)
                && Double.compare(seen, that.seen) == 0
                && Double.compare(expected, that.expected) == 0
                && minute == that.minute
                && Objects.equals(last, that.last)
                && Arrays.equals(present, that.present)
                && Arrays.equals(knownPersons, that.knownPersons)
                && Objects.equals(holding, that.holding);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(belief), minute, last);
    }

    @Override
    public String toString() {
        return "JourneyState[belief=%s, seen=%s, expected=%s, minute=%d, last=%s, present=%s, knownPersons=%s, holding=%s]"
                .formatted(
                        Arrays.toString(belief),
                        seen,
                        expected,
                        minute,
                        last,
                        Arrays.toString(present),
                        Arrays.toString(knownPersons),
                        holding);
    }
}
