package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a stage model: a continuous-time Markov chain over the stages, in each of which marks arrive as
 * independent Poisson processes.
 *
 * @param version names the parameters, as answers state it
 * @param rates events per day of each mark in each stage, above zero
 * @param dwellDays mean stay in each stage in days, above zero
 * @param jumps where each stage leads: probabilities summing to 1, absent meaning never, none to itself
 * @param start the stage mix of accounts first seen, summing to 1
 * @param roleFactors κ: how many times as often a person in a buying role shows anything in a stage as people do on
 *     average; above zero, absent meaning 1. In each stage the mean over all roles is 1, so that rates stay those of an
 *     unknown person
 * @param measured the marks that a merchant's data can show, at least one. The others are no evidence, neither by being
 *     seen nor by being missing: or every account of a merchant without web tracking would be read as dormant
 * @throws IllegalArgumentException if a value is missing or out of range
 */
public record StageModel(
        String version,
        Map<Stage, Map<Mark, Double>> rates,
        Map<Stage, Double> dwellDays,
        Map<Stage, Map<Stage, Double>> jumps,
        Map<Stage, Double> start,
        Map<BuyingRole, Map<Stage, Double>> roleFactors,
        Set<Mark> measured) {

    private static final double SUM_TOLERANCE = 1e-9;

    public StageModel {
        if (version.isBlank()) {
            throw new IllegalArgumentException("a stage model needs a version");
        }
        rates = copyEach(rates, Mark.class);
        jumps = copyEach(jumps, Stage.class);
        dwellDays = copy(dwellDays, Stage.class);
        start = copy(start, Stage.class);
        for (Stage stage : Stage.values()) {
            for (Mark mark : Mark.values()) {
                requirePositive(
                        rates.getOrDefault(stage, Map.of()).getOrDefault(mark, 0.0), stage + "'s rate of " + mark);
            }
            requirePositive(dwellDays.getOrDefault(stage, 0.0), stage + "'s dwell");
            requireDistribution(jumps.getOrDefault(stage, Map.of()), stage + "'s jumps");
            if (jumps.getOrDefault(stage, Map.of()).containsKey(stage)) {
                throw new IllegalArgumentException(stage + " must not jump to itself");
            }
        }
        requireDistribution(start, "the start");
        roleFactors = copyFactors(roleFactors);
        requireMeanOfOne(roleFactors);
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("a stage model needs at least one measured mark");
        }
        measured = Collections.unmodifiableSet(EnumSet.copyOf(measured));
    }

    /** All marks are measured, and all roles act alike. */
    public StageModel(
            String version,
            Map<Stage, Map<Mark, Double>> rates,
            Map<Stage, Double> dwellDays,
            Map<Stage, Map<Stage, Double>> jumps,
            Map<Stage, Double> start) {
        this(version, rates, dwellDays, jumps, start, Map.of(), EnumSet.allOf(Mark.class));
    }

    /** The same model where only these marks can be seen. */
    public StageModel withMeasured(Set<Mark> marks) {
        return new StageModel(version, rates, dwellDays, jumps, start, roleFactors, marks);
    }

    /** Whether the mark counts, seen or missing. */
    public boolean measures(Mark mark) {
        return measured.contains(mark);
    }

    /** λ: events per day of the mark in the stage. */
    public double rate(Stage stage, Mark mark) {
        return required(required(rates, stage), mark);
    }

    /** κ: how many times as often people in the role show anything in the stage; 1 for an unknown role. */
    public double roleFactor(@Nullable BuyingRole role, Stage stage) {
        return role == null ? 1 : roleFactors.getOrDefault(role, Map.of()).getOrDefault(stage, 1.0);
    }

    /** Λ: events per day of any measured mark in the stage. */
    public double totalRate(Stage stage) {
        return measured.stream().mapToDouble(mark -> rate(stage, mark)).sum();
    }

    /** Q: rate per day of going from one stage to another, {@code q_ij = J_ij / dwell_i}; rows sum to zero. */
    public double generator(Stage from, Stage to) {
        double leave = 1 / required(dwellDays, from);
        return from == to ? -leave : leave * required(jumps, from).getOrDefault(to, 0.0);
    }

    /** The share of accounts first seen in this stage. */
    public double start(Stage stage) {
        return start.getOrDefault(stage, 0.0);
    }

    private static <K, V> V required(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("no value for " + key);
        }
        return value;
    }

    private static void requirePositive(double value, String what) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " must be given, finite and above zero, not " + value);
        }
    }

    private static void requireDistribution(Map<Stage, Double> shares, String what) {
        double sum = 0;
        for (double share : shares.values()) {
            if (!(share >= 0)) {
                throw new IllegalArgumentException(what + " must not be negative, not " + share);
            }
            sum += share;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException(what + " must sum to 1, not " + sum);
        }
    }

    private static void requireMeanOfOne(Map<BuyingRole, Map<Stage, Double>> factors) {
        for (Stage stage : Stage.values()) {
            double sum = 0;
            for (BuyingRole role : BuyingRole.values()) {
                double factor = factors.getOrDefault(role, Map.of()).getOrDefault(stage, 1.0);
                requirePositive(factor, role + "'s factor in " + stage);
                sum += factor;
            }
            double mean = sum / BuyingRole.values().length;
            if (!(Math.abs(mean - 1) <= SUM_TOLERANCE)) {
                throw new IllegalArgumentException("the roles' mean factor in " + stage + " must be 1, not " + mean);
            }
        }
    }

    private static Map<BuyingRole, Map<Stage, Double>> copyFactors(Map<BuyingRole, Map<Stage, Double>> factors) {
        var copy = new EnumMap<BuyingRole, Map<Stage, Double>>(BuyingRole.class);
        factors.forEach((role, byStage) -> copy.put(role, copy(byStage, Stage.class)));
        return Collections.unmodifiableMap(copy);
    }

    private static <K extends Enum<K>, V> Map<K, V> copy(Map<K, V> map, Class<K> keys) {
        var copy = new EnumMap<K, V>(keys);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    private static <K extends Enum<K>> Map<Stage, Map<K, Double>> copyEach(
            Map<Stage, Map<K, Double>> maps, Class<K> keys) {
        var copy = new EnumMap<Stage, Map<K, Double>>(Stage.class);
        maps.forEach((stage, map) -> copy.put(stage, copy(map, keys)));
        return Collections.unmodifiableMap(copy);
    }
}
