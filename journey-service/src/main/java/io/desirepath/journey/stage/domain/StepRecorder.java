package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps everything that a walk does. */
final class StepRecorder implements JourneyListener {
    final List<Transition> transitions = new ArrayList<>(1);
    final List<Shift> shifts = new ArrayList<>(2);

    @Override
    public void silence(long from, long to, double[] before, double[] after) {
        shifts.add(new Shift.Silence(Minutes.instant(from), Minutes.instant(to), Belief.logChange(before, after)));
    }

    @Override
    public void event(Observation observation, Mark mark, double weight, double[] before) {
        shifts.add(new Shift.Event(observation, mark, weight, Belief.list(before)));
    }

    @Override
    public void moved(@Nullable Stage from, Stage to, long minute, Reason reason, @Nullable MessageId messageId) {
        transitions.add(new Transition(from, to, Minutes.instant(minute), reason, messageId));
    }
}
