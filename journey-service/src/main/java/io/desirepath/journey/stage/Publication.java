package io.desirepath.journey.stage;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageBelief;
import io.desirepath.contracts.StageTransition;
import io.desirepath.contracts.StageTransition.Reason;
import io.desirepath.journey.stage.Replay.Moved;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.JourneyState.Holding;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.journey.stage.domain.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What others are told of an account: changes of the held stage, then the belief. Each gets a revision of its own, so that
 * a reader who drops what is not newer drops nothing. Where a replay comes to another stage, that is one more transition;
 * what was told is taken back only where nothing is left to tell.
 *
 * @param transitions new ones, in order
 * @param belief as it is after them
 */
record Publication(List<StageTransition> transitions, StageBelief belief) implements Announcement {
    Publication {
        transitions = List.copyOf(transitions);
    }

    @Override
    public long revision() {
        return belief.revision();
    }

    /**
     * After new events.
     *
     * @param before what was stored
     * @param walked from wherever the walk had to start; what it did up to the stored state's last event was told before
     * @param arrival when the events arrived
     */
    static Publication afterEvents(StoredJourney before, Walked walked, Instant arrival, String modelVersion) {
        JourneyState.Key told = before.state() == null ? null : before.state().last();
        Holding holding = Objects.requireNonNull(walked.state().holding());
        var draft = new Draft(before);
        for (Moved moved : walked.moves()) {
            boolean replayed = told != null && moved.during().compareTo(told) <= 0;
            if (!replayed && !draft.isSwept(moved.transition())) {
                draft.add(moved.transition());
            }
        }
        draft.settle(holding.stage(), arrival);
        return draft.publication(
                holding.stage(),
                minute(holding.since()),
                walked.state().probabilities(),
                modelVersion,
                minute(walked.state().minute()));
    }

    /** After silence, as it is at the standing's moment; empty of transitions if silence has moved nothing. */
    static Publication afterSilence(StoredJourney before, Standing standing, String modelVersion) {
        var draft = new Draft(before);
        for (Transition transition : standing.transitions()) {
            if (!draft.isSwept(transition)) {
                draft.add(transition);
            }
        }
        draft.settle(standing.stage(), standing.at());
        return draft.publication(
                standing.stage(), standing.since(), standing.probabilities(), modelVersion, standing.at());
    }

    /** After all was walked again under another model: at most one transition, at the time of that. */
    static Publication afterReplay(StoredJourney before, Standing standing, Instant now, String modelVersion) {
        var draft = new Draft(before);
        draft.settle(standing.stage(), now);
        return draft.publication(
                standing.stage(), standing.since(), standing.probabilities(), modelVersion, standing.at());
    }

    static Instant minute(long minute) {
        return Instant.ofEpochSecond(Math.multiplyExact(minute, 60L));
    }

    static long minuteOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60L);
    }

    /** Goes on from what was last told. */
    private static final class Draft {
        private final StoredJourney before;
        private final List<StageTransition> transitions = new ArrayList<>();
        private @Nullable Stage told;
        private long revision;

        Draft(StoredJourney before) {
            this.before = before;
            told = before.published();
            revision = before.revision();
        }

        /** Whether the sweep has told it, or something else for that time. */
        boolean isSwept(Transition transition) {
            return transition.reason() == Reason.SILENCE
                    && before.sweptTo() != null
                    && !transition.at().isAfter(before.sweptTo());
        }

        void add(Transition transition) {
            add(transition.to(), transition.at(), transition.reason(), transition.messageId());
        }

        void settle(Stage held, Instant at) {
            add(held, at, Reason.REPLAY, null);
        }

        private void add(Stage to, Instant at, Reason reason, @Nullable MessageId causedBy) {
            if (to != told) {
                revision++;
                transitions.add(new StageTransition(before.account(), told, to, at, reason, causedBy, revision));
                told = to;
            }
        }

        Publication publication(
                Stage stage,
                Instant since,
                java.util.Map<Stage, Double> probabilities,
                String modelVersion,
                Instant asOf) {
            return new Publication(
                    transitions,
                    new StageBelief(before.account(), stage, since, probabilities, modelVersion, asOf, revision + 1));
        }
    }
}
