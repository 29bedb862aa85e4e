package io.desirepath.journey.stage.domain;

import static io.desirepath.contracts.Stage.ADVOCACY;
import static io.desirepath.contracts.Stage.AWARENESS;
import static io.desirepath.contracts.Stage.CONSIDERATION;
import static io.desirepath.contracts.Stage.DECISION;
import static io.desirepath.contracts.Stage.DORMANT;
import static io.desirepath.contracts.Stage.PURCHASE;
import static io.desirepath.contracts.Stage.RETENTION;

import io.desirepath.contracts.Stage;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The states that a model tells apart, and what each is in public. Everybody outside of the model sees public stages, whose
 * probabilities are the sums over their states.
 *
 * @param name as configuration and models say it
 * @param states in the order in which a journey usually unfolds; at least one for each public stage
 * @throws IllegalArgumentException if a public stage has no state, or there are too many of them
 */
public record Taxonomy(String name, List<State> states) {
    /** Each public stage is a state of its own. */
    public static final Taxonomy SIX_STAGES = new Taxonomy(
            "six-stages",
            Arrays.stream(Stage.values())
                    .map(stage -> new State(stage.name(), stage))
                    .toList());

    /** Tells research from comparison, and what follows a purchase from loyalty that speaks up. */
    public static final Taxonomy SEVEN_STAGES = new Taxonomy(
            "seven-stages",
            List.of(
                    new State("AWARENESS", AWARENESS),
                    new State("RESEARCH", CONSIDERATION),
                    new State("CONSIDERATION", CONSIDERATION),
                    new State("DECISION", DECISION),
                    new State("PURCHASE", PURCHASE),
                    new State("POST_PURCHASE", RETENTION),
                    new State("LOYALTY_AND_ADVOCACY", ADVOCACY),
                    new State("DORMANT", DORMANT)));

    private static final int STAGES = Stage.values().length;

    /**
     * What a model tells apart.
     *
     * @param name unique in its taxonomy
     * @param stage what it is in public
     */
    public record State(String name, Stage stage) {}

    public Taxonomy {
        states = List.copyOf(states);
        var named = new HashSet<String>();
        var stages = new HashSet<Stage>();
        for (State state : states) {
            stages.add(state.stage());
            if (!named.add(state.name())) {
                throw new IllegalArgumentException("there are two states " + state.name());
            }
        }
        if (stages.size() < Stage.values().length || states.size() > Belief.MOST_STATES) {
            throw new IllegalArgumentException(
                    "a taxonomy has a state for each stage, and at most " + Belief.MOST_STATES + " of them");
        }
    }

    /** @throws IllegalArgumentException if there is no taxonomy of that name */
    public static Taxonomy named(String name) {
        return switch (name) {
            case "six-stages" -> SIX_STAGES;
            case "seven-stages" -> SEVEN_STAGES;
            default ->
                throw new IllegalArgumentException("there are the taxonomies six-stages and seven-stages, not " + name);
        };
    }

    public int size() {
        return states.size();
    }

    /** Whether a state is all of its stage, and the order is the stages'. */
    public boolean isPublic() {
        return states.size() == STAGES;
    }

    /** What the state is in public. */
    public Stage stage(int state) {
        return states.get(state).stage();
    }

    /** @throws IllegalArgumentException if there is no such state */
    public int state(String named) {
        for (int s = 0; s < states.size(); s++) {
            if (states.get(s).name().equals(named)) {
                return s;
            }
        }
        throw new IllegalArgumentException("the taxonomy " + name + " has no state " + named);
    }

    /** The state that is all of the stage. */
    int only(Stage stage) {
        int[] found = IntStream.range(0, size()).filter(s -> stage(s) == stage).toArray();
        if (found.length != 1) {
            throw new IllegalStateException(stage + " has several states in " + name);
        }
        return found[0];
    }

    /** The stages' ordinals, state by state. */
    int[] stages() {
        return states.stream().mapToInt(state -> state.stage().ordinal()).toArray();
    }

    /** Sums over states, in the order of {@link Stage}; zeros after them. */
    public double[] sums(double[] belief) {
        var sums = new double[Belief.MOST_STATES];
        for (int s = 0; s < states.size(); s++) {
            sums[stage(s).ordinal()] += belief[s];
        }
        return sums;
    }

    /** Sums over states, by stage. */
    public Map<Stage, Double> byStage(double[] belief) {
        double[] sums = sums(belief);
        var byStage = new EnumMap<Stage, Double>(Stage.class);
        for (Stage stage : Stage.values()) {
            byStage.put(stage, sums[stage.ordinal()]);
        }
        return Collections.unmodifiableMap(byStage);
    }

    /** Each state's own, by name. */
    public Map<String, Double> byState(List<Double> belief) {
        var byState = new LinkedHashMap<String, Double>();
        for (int s = 0; s < states.size(); s++) {
            byState.put(states.get(s).name(), belief.get(s));
        }
        return Collections.unmodifiableMap(byState);
    }

    /** The most probable state of a stage. */
    public State likeliest(List<Double> belief, Stage of) {
        int best = -1;
        for (int s = 0; s < states.size(); s++) {
            if (stage(s) == of && (best < 0 || belief.get(s) > belief.get(best))) {
                best = s;
            }
        }
        return states.get(best);
    }
}
