package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.Arrays;

/**
 * The stage model at work: a continuous-time hidden Markov model with marked-Poisson emissions on daily presence, filtered
 * online.
 *
 * <ul>
 *   <li>Silence of length Δ: {@code b <- norm(b exp((Q - rho diag Λ) Δ))}, with the account's exposure
 *       {@code rho = (k + n) / (k + d)}, k = 3, and {@code d <- d + } the integral of {@code E_b[Λ]} over it.
 *   <li>An event of mark m by a person in role r: {@code b_s <- norm(b_s (rate(s, m) κ(s, r))^w)} and {@code n <- n + w},
 *       w as {@link Presence} weighs it, times the confidence that it is the account's.
 *   <li>A mark that is not measured is no evidence: it is neither seen nor missed, Λ is without it.
 * </ul>
 *
 * <p>Silence is walked from UTC midnight to UTC midnight, where hysteresis looks, and where the exposure is read anew after
 * 1, 2, 4, ... days. Only events advance a stored state, so
 * the walk between two events is always the same, however often someone reads in between.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class StageFilter {
    /** The {@code k} of the exposure's Gamma prior, in expected events. */
    public static final double PRIOR_STRENGTH = 3;

    private final StageModel model;
    private final StageHysteresis hysteresis;
    private final SilenceTable silence;
    private final Evidence evidence;

    public StageFilter(StageModel model) {
        this(model, StageHysteresis.DEFAULT);
    }

    public StageFilter(StageModel model, StageHysteresis hysteresis) {
        this.model = model;
        this.hysteresis = hysteresis;
        silence = new SilenceTable(model);
        evidence = new Evidence(model);
    }

    /** The state of an account that nobody has seen before its first event. */
    public JourneyState start(Instant firstEventAt) {
        var belief = new double[Belief.MOST_STATES];
        for (int s = 0; s < model.size(); s++) {
            belief[s] = model.start(s);
        }
        Belief.normaliseWithFloor(belief, model.size());
        return new JourneyState(
                model.taxonomy(),
                Arrays.copyOf(belief, model.size()),
                0,
                0,
                Minutes.of(firstEventAt),
                null,
                new long[Mark.values().length * JourneyState.COUNTED_PERSONS],
                new long[0],
                null);
    }

    /** A walk that goes on from the state. */
    public JourneyCursor cursor(JourneyState state) {
        return new JourneyCursor(this, state);
    }

    /**
     * The state after one more observation.
     *
     * @throws IllegalArgumentException if the observation does not come after all that the state has seen: rewind to an
     *     earlier state, and replay
     */
    public Step advance(JourneyState state, Observation observation) {
        var recorder = new StepRecorder();
        JourneyCursor cursor = cursor(state).tell(recorder);
        cursor.advance(observation);
        return new Step(cursor.state(), recorder.transitions, recorder.shifts);
    }

    /**
     * Where the account stands at a moment, silence since its last event included. Does not change what is stored.
     *
     * @param now a moment before the last event reads as that event's minute
     * @throws IllegalArgumentException if the state has seen no event
     */
    public Standing asOf(JourneyState state, Instant now) {
        var recorder = new StepRecorder();
        JourneyCursor cursor = cursor(state).tell(recorder);
        cursor.pass(Minutes.of(now));
        return cursor.standing(recorder);
    }

    /**
     * The belief by stage alone, also of an account that was watched since its {@link #start} and has shown nothing yet.
     *
     * @param now a moment before what the state has seen reads as the state's minute
     * @return in the order of {@link Stage}, summing to 1
     */
    public double[] beliefAt(JourneyState state, Instant now) {
        JourneyCursor cursor = cursor(state);
        cursor.pass(Minutes.of(now));
        return Arrays.copyOf(model.taxonomy().sums(cursor.belief()), Stage.values().length);
    }

    public StageModel model() {
        return model;
    }

    StageHysteresis hysteresis() {
        return hysteresis;
    }

    SilenceTable silence() {
        return silence;
    }

    Evidence evidence() {
        return evidence;
    }
}
