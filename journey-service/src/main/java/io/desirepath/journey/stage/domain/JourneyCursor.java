package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import io.desirepath.journey.stage.domain.JourneyState.Holding;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Walks along an account's journey, event by event. All that can be read of a journey comes from such a walk, so that
 * ingestion, replay, training and benchmark cannot differ. Works in place and allocates nothing itself; may be resumed
 * elsewhere as often as wanted. For one thread at a time.
 */
public final class JourneyCursor {
    private static final Stage[] STAGES = Stage.values();

    /** Normalises before products may underflow. */
    private static final double LEAST_MASS = 1e-9;

    private final StageFilter filter;
    private final double[] belief = new double[Belief.MOST_STATES];
    private final double[] before = new double[Belief.MOST_STATES];
    private final Presence presence = new Presence();
    private final Persons.Known known = new Persons.Known();
    private final HeldStage held;
    private final int size;
    private JourneyListener listener = JourneyListener.NONE;
    private int exposureIndex = SilenceTable.USUAL;
    /** What the belief sums to, while silence passes; else 1. */
    private double mass = 1;

    private double seen;
    private double expected;
    private long minute;
    private @Nullable MessageId last;

    JourneyCursor(StageFilter filter, JourneyState state) {
        this.filter = filter;
        held = new HeldStage(filter.hysteresis(), filter.model().taxonomy());
        size = filter.model().size();
        resume(state);
    }

    /** Goes on from a stored state. */
    public void resume(JourneyState state) {
        state.copyTo(belief, presence, known);
        held.resume(state.holding());
        seen = state.seen();
        expected = state.expected();
        minute = state.minute();
        last = state.lastMessage();
    }

    /** Tells the listener from now on, and no other. */
    public JourneyCursor tell(JourneyListener newListener) {
        listener = newListener;
        return this;
    }

    /** Whether the observation comes after all that was seen. */
    public boolean accepts(Observation observation) {
        return JourneyState.accepts(minute, last, observation);
    }

    /**
     * Sees one more observation.
     *
     * @throws IllegalArgumentException if it does not come after all that was seen: resume from an earlier state, and
     *     replay
     */
    public void advance(Observation observation) {
        if (!accepts(observation)) {
            throw new IllegalArgumentException(
                    "the observation " + observation.messageId() + " does not come after the last one");
        }
        pass(observation.minute());
        see(observation);
    }

    /**
     * Where the account stands at a moment, silence since its last event included. The cursor stays where it is.
     *
     * @param now a moment before the last event reads as that event's minute
     * @throws IllegalArgumentException if no event has been seen
     */
    public Standing standing(Instant now) {
        return filter.asOf(state(), now);
    }

    /** A copy of where the cursor is. */
    public JourneyState state() {
        return new JourneyState(
                filter.model().taxonomy(),
                Arrays.copyOf(belief, size),
                seen,
                expected,
                minute,
                last,
                presence.places(),
                known.array(),
                held.holding());
    }

    /** The probability of a stage right after the last event. */
    public double probability(Stage stage) {
        return held.sums(belief)[stage.ordinal()];
    }

    /** {@code rho = (k + n) / (k + d)}: above 1 for an account that shows more than its stages would make expect. */
    public double exposure() {
        return (StageFilter.PRIOR_STRENGTH + seen) / (StageFilter.PRIOR_STRENGTH + expected);
    }

    /** Silence until the given minute; hysteresis looks at every UTC midnight on the way, that minute included. */
    void pass(long until) {
        if (until <= minute) {
            return;
        }
        long from = minute;
        lend(held.sums(belief));
        long midnight = Minutes.midnightFrom(minute);
        if (minute < midnight && midnight <= until) {
            passWithinDay(midnight);
            lookAtMidnight();
        }
        if (minute == midnight) {
            passDays((until - minute) / Minutes.PER_DAY);
        }
        if (minute < until) {
            passWithinDay(until);
        }
        if (Minutes.day(from) != Minutes.day(minute)) {
            presence.forget();
        }
        listener.silence(from, minute, before, held.sums(belief));
    }

    /** The weight that the mark would have now if one more person, not yet counted today, showed it. */
    double nextWeight(Mark mark) {
        return presence.weightOfNext(mark);
    }

    double[] belief() {
        return belief;
    }

    /** @throws IllegalArgumentException if no event has been seen */
    Standing standing(StepRecorder sinceLastEvent) {
        Holding holding = held.holding();
        if (holding == null) {
            throw new IllegalArgumentException("an account without events stands nowhere yet");
        }
        Instant now = Minutes.instant(minute);
        Shift.Silence passed = sinceLastEvent.shifts.isEmpty()
                ? new Shift.Silence(now, now, Collections.nCopies(STAGES.length, 0.0))
                : (Shift.Silence) sinceLastEvent.shifts.getFirst();
        return new Standing(
                now,
                filter.model().taxonomy().byStage(belief),
                holding.stage(),
                Minutes.instant(holding.since()),
                exposure(),
                sinceLastEvent.transitions,
                passed,
                Belief.list(Arrays.copyOf(belief, size)));
    }

    /** The observation, now; a person's first is a new contact too. */
    private void see(Observation observation) {
        long person = Persons.fingerprint(observation.person());
        double weight = 0;
        if (person != Persons.ACCOUNT_ITSELF && known.meet(person)) {
            weight += count(observation, Mark.NEW_CONTACT, person);
        }
        weight += count(observation, observation.mark(), person);
        last = observation.messageId();
        if (weight > 0 || held.index() == HeldStage.NONE) {
            look(Reason.EVENT, observation.messageId());
        }
    }

    private void lend(double[] shares) {
        if (listener != JourneyListener.NONE) {
            System.arraycopy(shares, 0, before, 0, shares.length);
        }
    }

    private double count(Observation observation, Mark mark, long person) {
        if (!filter.model().measures(mark)) {
            return 0;
        }
        double weight = observation.confidence() * presence.count(mark, person);
        lend(belief);
        if (weight > 0) {
            filter.evidence().apply(mark, observation.role(), weight, belief);
            seen += weight;
        }
        listener.event(observation, mark, weight, before);
        return weight;
    }

    private void passWithinDay(long until) {
        long length = until - minute;
        readExposure();
        mass = filter.silence().pass(exposureIndex, (int) length, belief);
        settle(length / (double) Minutes.PER_DAY);
        minute = until;
    }

    /**
     * The exposure is read anew after 1, 2, 4, 8, ... silent days: the longer the silence, the more of it is put down to the
     * account's being quiet. That is what an unknown exposure does to the likelihood of a silence of length Δ, {@code ((k +
     * d) / (k + d + ΛΔ))^(k + n)} instead of {@code e^(-ρΛΔ)}.
     */
    private void passDays(long days) {
        long block = 1;
        for (long rest = days; rest > 0; ) {
            long now = Math.min(block, rest);
            readExposure();
            passBlock(now);
            settle(now);
            rest -= now;
            block = Math.max(block, days - rest);
        }
    }

    /**
     * Midnight by midnight, but many at once where the held stage is certain to lead at all of them. Once so many were too
     * many, the rest of them is halved until it is a day.
     */
    private void passBlock(long days) {
        int level = SilenceTable.MOST_DAYS_LOG2;
        boolean halving = false;
        for (long rest = days; rest > 0; ) {
            level = Math.min(level, 63 - Long.numberOfLeadingZeros(rest));
            if (level > 0 && !isCertain(level)) {
                level--;
                halving = true;
                continue;
            }
            mass = filter.silence().passDays(exposureIndex, level, belief);
            if (mass < LEAST_MASS || Belief.isLow(belief, size, mass)) {
                settle(0);
            }
            minute += (1L << level) * Minutes.PER_DAY;
            rest -= 1L << level;
            lookAtMidnight();
            halving &= level > 0;
            level = halving ? level - 1 : Math.min(level + 1, SilenceTable.MOST_DAYS_LOG2);
        }
    }

    private boolean isCertain(int level) {
        return held.leads() && filter.silence().leads(exposureIndex, level, held.index(), belief, mass);
    }

    private void readExposure() {
        exposureIndex = SilenceTable.nearest(exposure(), exposureIndex);
    }

    /** Normalises the belief, and counts what the silence expected by which it came to its mass. */
    private void settle(double days) {
        expected += filter.silence().expected(exposureIndex, days, mass);
        Belief.normaliseWithFloor(belief, size);
        mass = 1;
    }

    private void lookAtMidnight() {
        if (held.index() != HeldStage.NONE) {
            look(Reason.SILENCE, null);
        }
    }

    private void look(Reason reason, @Nullable MessageId messageId) {
        int from = held.index();
        if (held.look(belief, mass, minute)) {
            listener.moved(
                    from == HeldStage.NONE ? null : STAGES[from], STAGES[held.index()], minute, reason, messageId);
        }
    }
}
