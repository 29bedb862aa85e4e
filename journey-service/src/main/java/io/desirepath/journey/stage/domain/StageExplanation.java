package io.desirepath.journey.stage.domain;

import static java.util.Comparator.comparingDouble;

import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Why a stage is held, and what would change it. */
public final class StageExplanation {
    /** How many contributions tell the story. */
    public static final int DEFAULT_LIMIT = 10;

    private static final int MOST_CHANGES = 5;

    private final StageFilter filter;
    private final Sentences sentences;

    public StageExplanation(StageFilter filter) {
        this.filter = filter;
        sentences = new Sentences(filter.evidence());
    }

    /**
     * The largest steps towards and away from the held stage, over the last stretch of an account's journey. At least one
     * is an event if there was one.
     *
     * @param before a stored state
     * @param observations all that came after it, in order
     * @param now the moment to explain; silence up to it counts
     * @param limit how many steps to list at most, at least 1
     * @throws IllegalArgumentException if there is no event at all, or one that does not come after the one before it
     */
    public Explanation explain(JourneyState before, List<Observation> observations, Instant now, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("an explanation lists at least one contribution");
        }
        var recorder = new StepRecorder();
        JourneyCursor cursor = filter.cursor(before).tell(recorder);
        observations.forEach(cursor::advance);
        List<Shift> shifts = recorder.shifts;
        Standing standing = cursor.standing(now);
        if (standing.silence().from().isBefore(standing.silence().to())) {
            shifts.add(standing.silence());
        }
        Stage against = strongestOther(standing);
        List<Contribution> steps = contributions(shifts, standing.stage(), against);
        return new Explanation(
                standing.stage(),
                against,
                logOdds(before.probabilities(), standing.stage(), against),
                logOdds(standing.probabilities(), standing.stage(), against),
                largest(steps, limit));
    }

    /**
     * Events that would put another stage in the lead than the held one if another person showed them now, the surest
     * first; at most five.
     *
     * @throws IllegalArgumentException if the state has seen no event
     */
    public List<WouldChange> wouldChange(JourneyState state, Instant now) {
        var recorder = new StepRecorder();
        JourneyCursor walk = filter.cursor(state).tell(recorder);
        walk.pass(Minutes.of(now));
        Stage held = walk.standing(recorder).stage();
        var changes = new ArrayList<WouldChange>();
        for (Mark mark : Mark.values()) {
            double weight = walk.nextWeight(mark);
            if (mark != Mark.NEW_CONTACT && filter.model().measures(mark) && weight > 0) {
                double[] belief = walk.belief().clone();
                filter.evidence().apply(mark, null, weight, belief);
                double[] shares = filter.model().taxonomy().sums(belief);
                Stage leader = Stage.values()[Belief.leaderIndex(shares)];
                if (leader != held) {
                    changes.add(new WouldChange(mark.typicalEvent(), mark, leader, shares[leader.ordinal()]));
                }
            }
        }
        changes.sort(comparingDouble(WouldChange::probability).reversed());
        return List.copyOf(changes.subList(0, Math.min(MOST_CHANGES, changes.size())));
    }

    List<Contribution> contributions(List<Shift> shifts, Stage stage, Stage against) {
        return shifts.stream()
                .<Contribution>map(shift -> switch (shift) {
                    case Shift.Event event -> sentences.event(event, stage, against);
                    case Shift.Silence silence -> sentences.silence(silence, stage, against);
                })
                .toList();
    }

    /** The steps of greatest size; the last gives way to the greatest event if none is among them. */
    private static List<Contribution> largest(List<Contribution> steps, int limit) {
        Comparator<Contribution> bySize = comparingDouble((Contribution step) -> Math.abs(step.contribution()))
                .reversed();
        List<Contribution> sorted = steps.stream().sorted(bySize).toList();
        var largest = new ArrayList<>(sorted.subList(0, Math.min(limit, sorted.size())));
        if (largest.stream().noneMatch(Contribution.Event.class::isInstance)) {
            sorted.stream()
                    .filter(Contribution.Event.class::isInstance)
                    .findFirst()
                    .ifPresent(event -> largest.set(largest.size() - 1, event));
        }
        return largest;
    }

    private static Stage strongestOther(Standing standing) {
        return standing.probabilities().entrySet().stream()
                .filter(entry -> entry.getKey() != standing.stage())
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static double logOdds(Map<Stage, Double> probabilities, Stage stage, Stage against) {
        return Math.log(probabilities.getOrDefault(stage, Belief.FLOOR))
                - Math.log(probabilities.getOrDefault(against, Belief.FLOOR));
    }
}
