package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import io.desirepath.journey.stage.domain.JourneyState.Holding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A working copy of a journey's state, walked along time and events: silence passes, an observation may be seen at its end,
 * and the stretch is settled.
 */
final class Walk {
    private final StageFilter filter;
    private final double[] belief;
    private final double[] scratch = new double[Belief.SIZE];
    private final List<Transition> transitions = new ArrayList<>(1);
    private final List<Shift> shifts = new ArrayList<>(2);
    private double seen;
    private double expected;
    private long minute;
    private long unsettledMinutes;
    private JourneyState.@Nullable Key last;
    private Map<Mark, List<String>> present;
    private List<String> knownPersons;
    private @Nullable Holding holding;

    Walk(StageFilter filter, JourneyState state) {
        this.filter = filter;
        belief = Belief.array(state.belief());
        seen = state.seen();
        expected = state.expected();
        minute = state.minute();
        last = state.last();
        present = state.present();
        knownPersons = state.knownPersons();
        holding = state.holding();
    }

    /** Silence until the given minute; hysteresis looks at every UTC midnight on the way, that minute included. */
    Shift.Silence pass(long until) {
        long from = minute;
        double[] before = belief.clone();
        int exposure = SilenceTable.nearest(exposure());
        while (minute < until) {
            long midnight = Minutes.nextMidnight(minute);
            long next = Math.min(midnight, until);
            filter.silence().pass(exposure, (int) (next - minute), belief, scratch);
            minute = next;
            if (next == midnight && holding != null) {
                look(Reason.SILENCE, null);
            }
        }
        unsettledMinutes += minute - from;
        var shift = new Shift.Silence(Minutes.instant(from), Minutes.instant(minute), Belief.logChange(before, belief));
        if (minute > from) {
            dropPresenceOfDaysBefore(from);
            shifts.add(shift);
        }
        return shift;
    }

    /** The observation, now; a person's first is a new contact too. */
    void see(Observation observation) {
        double weight = 0;
        String person = observation.person();
        if (person != null && !knownPersons.contains(person)) {
            knownPersons = appended(knownPersons, person);
            weight += count(observation, Mark.NEW_CONTACT);
        }
        weight += count(observation, observation.mark());
        last = observation.key();
        if (weight > 0 || holding == null) {
            look(Reason.EVENT, observation.messageId());
        }
    }

    /**
     * Adds what the stretch would have shown at exposure 1, {@code d <- d + E_b[Λ] Δ}. The belief is the one at its end,
     * with what was seen there: an order after a silent month says that the month was no dormancy but a quiet customer's
     * pause. Believing the silence alone would read every such pause as dormancy, and never learn that the account is quiet.
     */
    void settle() {
        double perDay = 0;
        for (int s = 0; s < belief.length; s++) {
            perDay += belief[s] * filter.totalRates()[s];
        }
        expected += perDay * unsettledMinutes / Minutes.PER_DAY;
        unsettledMinutes = 0;
    }

    /** {@code rho = (k + n) / (k + d)}: above 1 for an account that shows more than its stages would make expect. */
    double exposure() {
        return (StageFilter.PRIOR_STRENGTH + seen) / (StageFilter.PRIOR_STRENGTH + expected);
    }

    /** The weight that the mark would have now if one more person, not yet counted today, showed it. */
    double nextWeight(Mark mark) {
        return Presence.weightOfNext(present.getOrDefault(mark, List.of()));
    }

    double[] belief() {
        return belief;
    }

    Step step() {
        var state = new JourneyState(Belief.list(belief), seen, expected, minute, last, present, knownPersons, holding);
        return new Step(state, transitions, shifts);
    }

    /** @throws IllegalArgumentException if no event has been seen */
    Standing standing(Shift.Silence passed) {
        if (holding == null) {
            throw new IllegalArgumentException("an account without events stands nowhere yet");
        }
        return new Standing(
                Minutes.instant(minute),
                Belief.byStage(belief),
                holding.stage(),
                Minutes.instant(holding.since()),
                exposure(),
                transitions,
                passed);
    }

    private double count(Observation observation, Mark mark) {
        if (!filter.model().measures(mark)) {
            return 0;
        }
        List<String> persons = present.getOrDefault(mark, List.of());
        String person = observation.person() == null ? Presence.ACCOUNT_ITSELF : observation.person();
        double weight = observation.confidence() * Presence.weight(persons, person);
        if (weight > 0) {
            filter.evidence().apply(mark, observation.role(), weight, belief);
            seen += weight;
            var copy = new EnumMap<Mark, List<String>>(Mark.class);
            copy.putAll(present);
            copy.put(mark, appended(persons, person));
            present = copy;
        }
        shifts.add(new Shift.Event(observation, mark, weight));
        return weight;
    }

    private void dropPresenceOfDaysBefore(long from) {
        if (Minutes.day(from) != Minutes.day(minute)) {
            present = Map.of();
        }
    }

    private void look(Reason reason, @Nullable MessageId messageId) {
        Holding before = holding;
        Holding after = filter.hysteresis().look(before, belief, minute);
        Stage from = before == null ? null : before.stage();
        if (from != after.stage()) {
            transitions.add(new Transition(from, after.stage(), Minutes.instant(minute), reason, messageId));
        }
        holding = after;
    }

    private static List<String> appended(List<String> list, String value) {
        var copy = new ArrayList<>(list);
        copy.add(value);
        return List.copyOf(copy);
    }
}
