package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a stage model: a continuous-time Markov chain over the states of a taxonomy, in each of which marks
 * arrive as independent Poisson processes. Immutable.
 */
public final class StageModel {
    private static final double SUM_TOLERANCE = 1e-9;
    private static final Mark[] MARKS = Mark.values();

    private final String version;
    private final Taxonomy taxonomy;
    private final double[][] rates;
    private final double[] dwellDays;
    private final double[][] jumps;
    private final double[] start;
    private final double[][] roleFactors;
    private final Set<Mark> measured;

    /**
     * All values by the names of states.
     *
     * @param version names the parameters, as answers state it
     * @param taxonomy the states there are
     * @param rates events per day of each mark in each state, above zero
     * @param dwellDays mean stay in each state in days, above zero
     * @param jumps where each state leads: probabilities summing to 1, absent meaning never, none to itself
     * @param start the mix of accounts first seen, summing to 1
     * @param roleFactors κ: how many times as often a person in a buying role shows anything in a state as people do on
     *     average; above zero, absent meaning 1. In each state the mean over all roles is 1, so that rates stay those of an
     *     unknown person
     * @param measured the marks that a merchant's data can show, at least one. The others are no evidence, neither by being
     *     seen nor by being missing: or every account of a merchant without web tracking would be read as dormant
     * @throws IllegalArgumentException if a value is missing, of another taxonomy, or out of range
     */
    public StageModel(
            String version,
            Taxonomy taxonomy,
            Map<String, Map<Mark, Double>> rates,
            Map<String, Double> dwellDays,
            Map<String, Map<String, Double>> jumps,
            Map<String, Double> start,
            Map<BuyingRole, Map<String, Double>> roleFactors,
            Set<Mark> measured) {
        if (version.isBlank()) {
            throw new IllegalArgumentException("a stage model needs a version");
        }
        this.version = version;
        this.taxonomy = taxonomy;
        int size = taxonomy.size();
        this.rates = new double[size][MARKS.length];
        this.dwellDays = row(dwellDays, 0);
        this.jumps = new double[size][];
        this.start = row(start, 0);
        rates.keySet().forEach(taxonomy::state);
        jumps.keySet().forEach(taxonomy::state);
        for (int s = 0; s < size; s++) {
            String state = name(s);
            for (Mark mark : MARKS) {
                this.rates[s][mark.ordinal()] = positive(
                        rates.getOrDefault(state, Map.of()).getOrDefault(mark, 0.0), state + "'s rate of " + mark);
            }
            positive(this.dwellDays[s], state + "'s dwell");
            requireDistribution(jumps.getOrDefault(state, Map.of()), state + "'s jumps");
            this.jumps[s] = row(jumps.getOrDefault(state, Map.of()), 0);
            if (jumps.getOrDefault(state, Map.of()).containsKey(state)) {
                throw new IllegalArgumentException(state + " must not jump to itself");
            }
        }
        requireDistribution(start, "the start");
        this.roleFactors = new double[BuyingRole.values().length][];
        for (BuyingRole role : BuyingRole.values()) {
            this.roleFactors[role.ordinal()] = row(roleFactors.getOrDefault(role, Map.of()), 1);
        }
        requireMeanOfOne();
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("a stage model needs at least one measured mark");
        }
        this.measured = Collections.unmodifiableSet(EnumSet.copyOf(measured));
    }

    /** Of {@link Taxonomy#SIX_STAGES}, by stage. */
    public StageModel(
            String version,
            Map<Stage, Map<Mark, Double>> rates,
            Map<Stage, Double> dwellDays,
            Map<Stage, Map<Stage, Double>> jumps,
            Map<Stage, Double> start,
            Map<BuyingRole, Map<Stage, Double>> roleFactors,
            Set<Mark> measured) {
        this(
                version,
                Taxonomy.SIX_STAGES,
                named(rates),
                named(dwellDays),
                namedTwice(jumps),
                named(start),
                namedInside(roleFactors),
                measured);
    }

    /** Of {@link Taxonomy#SIX_STAGES}, by stage; all marks are measured, and all roles act alike. */
    public StageModel(
            String version,
            Map<Stage, Map<Mark, Double>> rates,
            Map<Stage, Double> dwellDays,
            Map<Stage, Map<Stage, Double>> jumps,
            Map<Stage, Double> start) {
        this(version, rates, dwellDays, jumps, start, Map.of(), EnumSet.allOf(Mark.class));
    }

    private StageModel(StageModel of, String version, double[][] rates, double[] dwellDays, Set<Mark> measured) {
        this.version = version;
        taxonomy = of.taxonomy;
        this.rates = rates;
        this.dwellDays = dwellDays;
        jumps = of.jumps;
        start = of.start;
        roleFactors = of.roleFactors;
        this.measured = measured;
    }

    /** The same model where only these marks can be seen. */
    public StageModel withMeasured(Set<Mark> marks) {
        if (marks.isEmpty()) {
            throw new IllegalArgumentException("a stage model needs at least one measured mark");
        }
        return new StageModel(this, version, rates, dwellDays, Collections.unmodifiableSet(EnumSet.copyOf(marks)));
    }

    /** The same model with all rates and all stays multiplied by something above zero. */
    StageModel scaled(double rate, double stay) {
        var scaledRates = new double[size()][MARKS.length];
        var scaledStays = new double[size()];
        for (int s = 0; s < size(); s++) {
            for (int m = 0; m < MARKS.length; m++) {
                scaledRates[s][m] = rate * rates[s][m];
            }
            scaledStays[s] = -stay / generator(s, s);
        }
        return new StageModel(this, version, scaledRates, scaledStays, measured);
    }

    public String version() {
        return version;
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** How many states there are. */
    public int size() {
        return taxonomy.size();
    }

    public Set<Mark> measured() {
        return measured;
    }

    /** Whether the mark counts, seen or missing. */
    public boolean measures(Mark mark) {
        return measured.contains(mark);
    }

    /** λ: events per day of the mark in the state. */
    public double rate(int state, Mark mark) {
        return rates[state][mark.ordinal()];
    }

    /** κ: how many times as often people in the role show anything in the state; 1 for an unknown role. */
    public double roleFactor(@Nullable BuyingRole role, int state) {
        return role == null ? 1 : roleFactors[role.ordinal()][state];
    }

    /** Λ: events per day of any measured mark in the state. */
    public double totalRate(int state) {
        return measured.stream().mapToDouble(mark -> rate(state, mark)).sum();
    }

    /** Q: rate per day of going from one state to another, {@code q_ij = J_ij / dwell_i}; rows sum to zero. */
    public double generator(int from, int to) {
        double leave = 1 / dwellDays[from];
        return from == to ? -leave : leave * jumps[from][to];
    }

    /** The share of accounts first seen in this state. */
    public double start(int state) {
        return start[state];
    }

    /** {@link #rate(int, Mark)} of a stage that is one state. */
    public double rate(Stage stage, Mark mark) {
        return rate(taxonomy.only(stage), mark);
    }

    /** {@link #roleFactor(BuyingRole, int)} of a stage that is one state. */
    public double roleFactor(@Nullable BuyingRole role, Stage stage) {
        return roleFactor(role, taxonomy.only(stage));
    }

    /** {@link #totalRate(int)} of a stage that is one state. */
    public double totalRate(Stage stage) {
        return totalRate(taxonomy.only(stage));
    }

    /** {@link #generator(int, int)} of stages that are one state each. */
    public double generator(Stage from, Stage to) {
        return generator(taxonomy.only(from), taxonomy.only(to));
    }

    /** The share of accounts first seen in this stage. */
    public double start(Stage stage) {
        return taxonomy.sums(start)[stage.ordinal()];
    }

    /** By stage, where each is one state; so are the following. */
    public Map<Stage, Map<Mark, Double>> rates() {
        return byStage(ratesByState());
    }

    public Map<Stage, Double> dwellDays() {
        return byStage(dwellDaysByState());
    }

    public Map<Stage, Map<Stage, Double>> jumps() {
        var byStage = new EnumMap<Stage, Map<Stage, Double>>(Stage.class);
        byStage(jumpsByState()).forEach((stage, row) -> byStage.put(stage, byStage(row)));
        return byStage;
    }

    public Map<Stage, Double> start() {
        return byStage(startByState());
    }

    public Map<BuyingRole, Map<Stage, Double>> roleFactors() {
        var byRole = new EnumMap<BuyingRole, Map<Stage, Double>>(BuyingRole.class);
        roleFactorsByState().forEach((role, row) -> byRole.put(role, byStage(row)));
        return byRole;
    }

    private <V> Map<Stage, V> byStage(Map<String, V> byState) {
        var byStage = new EnumMap<Stage, V>(Stage.class);
        byState.forEach((state, value) -> {
            Stage stage = taxonomy.stage(taxonomy.state(state));
            byStage.put(taxonomy.stage(taxonomy.only(stage)), value);
        });
        return byStage;
    }

    /** By state's name, as the constructor takes them; so are the following. */
    public Map<String, Map<Mark, Double>> ratesByState() {
        var byState = new LinkedHashMap<String, Map<Mark, Double>>();
        for (int s = 0; s < size(); s++) {
            var byMark = new EnumMap<Mark, Double>(Mark.class);
            for (Mark mark : MARKS) {
                byMark.put(mark, rate(s, mark));
            }
            byState.put(name(s), byMark);
        }
        return byState;
    }

    public Map<String, Double> dwellDaysByState() {
        return byState(dwellDays, 0);
    }

    public Map<String, Map<String, Double>> jumpsByState() {
        var byState = new LinkedHashMap<String, Map<String, Double>>();
        for (int s = 0; s < size(); s++) {
            byState.put(name(s), byState(jumps[s], 0));
        }
        return byState;
    }

    public Map<String, Double> startByState() {
        return byState(start, 0);
    }

    public Map<BuyingRole, Map<String, Double>> roleFactorsByState() {
        var byRole = new EnumMap<BuyingRole, Map<String, Double>>(BuyingRole.class);
        for (BuyingRole role : BuyingRole.values()) {
            byRole.put(role, byState(roleFactors[role.ordinal()], 1));
        }
        return byRole;
    }

    private Map<String, Double> byState(double[] row, double absent) {
        var byState = new LinkedHashMap<String, Double>();
        for (int s = 0; s < size(); s++) {
            if (row[s] != absent) {
                byState.put(name(s), row[s]);
            }
        }
        return byState;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StageModel that
                && version.equals(that.version)
                && taxonomy.equals(that.taxonomy)
                && Arrays.deepEquals(rates, that.rates)
                && Arrays.equals(dwellDays, that.dwellDays)
                && Arrays.deepEquals(jumps, that.jumps)
                && Arrays.equals(start, that.start)
                && Arrays.deepEquals(roleFactors, that.roleFactors)
                && measured.equals(that.measured);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, taxonomy, Arrays.deepHashCode(rates));
    }

    @Override
    public String toString() {
        return "StageModel[%s, %s, rates=%s, dwellDays=%s, jumps=%s, start=%s, roleFactors=%s, measured=%s]"
                .formatted(
                        version,
                        taxonomy.name(),
                        ratesByState(),
                        dwellDaysByState(),
                        jumpsByState(),
                        startByState(),
                        roleFactorsByState(),
                        measured);
    }

    private String name(int state) {
        return taxonomy.states().get(state).name();
    }

    private double[] row(Map<String, Double> byState, double absent) {
        var row = new double[taxonomy.size()];
        Arrays.fill(row, absent);
        byState.forEach((state, value) -> row[taxonomy.state(state)] = value);
        return row;
    }

    private static double positive(double value, String what) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " must be given, finite and above zero, not " + value);
        }
        return value;
    }

    private static void requireDistribution(Map<String, Double> shares, String what) {
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

    private void requireMeanOfOne() {
        for (int s = 0; s < size(); s++) {
            double sum = 0;
            for (BuyingRole role : BuyingRole.values()) {
                sum += positive(roleFactor(role, s), role + "'s factor in " + name(s));
            }
            double mean = sum / BuyingRole.values().length;
            if (!(Math.abs(mean - 1) <= SUM_TOLERANCE)) {
                throw new IllegalArgumentException("the roles' mean factor in " + name(s) + " must be 1, not " + mean);
            }
        }
    }

    private static <V> Map<String, V> named(Map<Stage, V> byStage) {
        var named = new HashMap<String, V>();
        byStage.forEach((stage, value) -> named.put(stage.name(), value));
        return named;
    }

    private static Map<String, Map<String, Double>> namedTwice(Map<Stage, Map<Stage, Double>> byStage) {
        var named = new HashMap<String, Map<String, Double>>();
        byStage.forEach((stage, inner) -> named.put(stage.name(), named(inner)));
        return named;
    }

    private static <K> Map<K, Map<String, Double>> namedInside(Map<K, Map<Stage, Double>> outer) {
        var named = new HashMap<K, Map<String, Double>>();
        outer.forEach((key, inner) -> named.put(key, named(inner)));
        return named;
    }
}
