package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells an account's story to a filter, event by event. */
final class Story {
    static final StageFilter FILTER = new StageFilter(ExpertPrior.load());
    static final Instant BEGINNING = Instant.parse("2026-01-05T09:30:00Z");

    final List<Observation> observations = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    final JourneyState before;
    JourneyState state;
    Instant now;

    Story(Instant beginning) {
        now = beginning;
        before = FILTER.start(beginning);
        state = before;
    }

    static Story begin() {
        return new Story(BEGINNING);
    }

    static Story of(List<Observation> observations) {
        var story = new Story(
                observations.isEmpty() ? BEGINNING : observations.getFirst().at());
        observations.forEach(story::see);
        return story;
    }

    Story days(double days) {
        return pass(Duration.ofMinutes(Math.round(days * 1440)));
    }

    Story pass(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Story see(Mark mark) {
        return see(mark, null);
    }

    Story see(Mark mark, @Nullable String person) {
        String id = "m-%05d".formatted(observations.size());
        return see(new Observation(now, new MessageId(id), mark, person, mark.typicalEvent()));
    }

    private Story see(Observation observation) {
        Step step = FILTER.advance(state, observation);
        now = observation.at();
        observations.add(observation);
        transitions.addAll(step.transitions());
        steps.add(step);
        state = step.state();
        return this;
    }

    Standing standing() {
        return FILTER.asOf(state, now);
    }

    Stage stage() {
        return standing().stage();
    }

    /** What the last observation weighed, as its own mark. */
    double lastWeight() {
        return ((Shift.Event) steps.getLast().shifts().getLast()).weight();
    }
}
