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
    private final double[] tried = new double[Belief.MOST_STATES];
    private final Presence presence = new Presence();
    private final Persons.Known known = new Persons.Known();
    private final HeldStage held;
    private final int size;
    private JourneyListener listener = JourneyListener.NONE;
    private int exposureIndex = SilenceTable.USUAL;
    /** What the belief sums to, while silence passes; else 1. */
    private double mass = 1;
    /** Days of silence that {@link #expected} does not have yet. */
    private double uncounted;
    /** The logarithm of the mass when they began. */
    private double counted;
    /** A stage that might have overtaken the held one when last asked. */
    private int rival = Stage.DORMANT.ordinal();

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
        normalise();
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
        uncounted += length / (double) Minutes.PER_DAY;
        keepAboveFloor();
        minute = until;
    }

    /**
     * Midnight by midnight, but many at once where the held stage is certain to lead at all of them.
     *
     * <p>The exposure is read anew after 1, 2, 4, 8, ... silent days: the longer the silence, the more of it is put down to
     * the account's being quiet. That is what an unknown exposure does to the likelihood of a silence of length Δ, {@code ((k
     * + d) / (k + d + ΛΔ))^(k + n)} instead of {@code e^(-ρΛΔ)}. As it only falls in silence, days may be crossed beyond the
     * next reading if it turns out to be the same after them.
     */
    private void passDays(long days) {
        int most = SilenceTable.MOST_DAYS_LOG2;
        for (long passed = 0; passed < days; ) {
            if (Long.bitCount(passed) <= 1) {
                readExposure();
            }
            long rest = days - passed;
            int wanted = Math.min(Long.SIZE - Long.numberOfLeadingZeros(rest - 1), SilenceTable.MOST_DAYS_LOG2);
            int level = certain(Math.min(wanted, most));
            long nextReading = Math.max(1, 2 * Long.highestOneBit(passed));
            passed += leap((int) Math.min(rest, 1L << level), nextReading - passed);
            if (level == 0) {
                lookAtMidnight();
            }
            // Once so many were too many, the rest of them is halved until it is a day.
            most = level == 0 || level == wanted ? SilenceTable.MOST_DAYS_LOG2 : level - 1;
        }
    }

    /** The binary logarithm of so many days, and at most so many, that the held stage is certain to lead on; 0 if not on two. */
    private int certain(int most) {
        if (!held.leads()) {
            return 0;
        }
        int certain = 0;
        int next = most;
        for (int uncertain = most + 1; uncertain - certain > 1; next = (certain + uncertain) >>> 1) {
            int found = filter.silence().leads().rival(exposureIndex, next, held.index(), belief, mass, rival);
            if (found == HeldStage.NONE) {
                certain = next;
            } else {
                uncertain = next;
                rival = found;
            }
        }
        return certain;
    }

    /** Crosses the days, or only those to the next reading of the exposure if it would be another after all of them. */
    private long leap(int days, long toReading) {
        long crossed = days;
        if (days <= toReading || exposureIndex == SilenceTable.LEAST) {
            cross(days);
        } else if (!tryToCross(days)) {
            cross((int) toReading);
            crossed = toReading;
        }
        keepAboveFloor();
        minute += crossed * Minutes.PER_DAY;
        return crossed;
    }

    private boolean tryToCross(int days) {
        System.arraycopy(belief, 0, tried, 0, tried.length);
        double massBefore = mass;
        double expectedBefore = expected;
        double countedBefore = counted;
        double uncountedBefore = uncounted;
        cross(days);
        count();
        if (nearestExposure() == exposureIndex) {
            return true;
        }
        System.arraycopy(tried, 0, belief, 0, tried.length);
        mass = massBefore;
        expected = expectedBefore;
        counted = countedBefore;
        uncounted = uncountedBefore;
        return false;
    }

    private void cross(int days) {
        mass = filter.silence().passDays(exposureIndex, days, belief);
        uncounted += days;
    }

    /** In silence the exposure only falls: what is the least stays so. */
    private void readExposure() {
        if (uncounted == 0 || exposureIndex != SilenceTable.LEAST) {
            count();
            exposureIndex = nearestExposure();
        }
    }

    private int nearestExposure() {
        return SilenceTable.nearest(
                StageFilter.PRIOR_STRENGTH + seen, StageFilter.PRIOR_STRENGTH + expected, exposureIndex);
    }

    /** Counts what the silence so far expected, by what it left of the belief. */
    private void count() {
        if (uncounted > 0) {
            double left = Math.log(mass);
            expected += filter.silence().expected(exposureIndex, uncounted, left - counted);
            counted = left;
            uncounted = 0;
        }
    }

    private void keepAboveFloor() {
        if (mass < LEAST_MASS || Belief.isLow(belief, size, mass)) {
            normalise();
        }
    }

    private void normalise() {
        count();
        Belief.normaliseWithFloor(belief, size);
        mass = 1;
        counted = 0;
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
