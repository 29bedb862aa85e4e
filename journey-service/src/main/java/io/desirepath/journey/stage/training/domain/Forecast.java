package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.MatrixExponential;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where a journey goes if nothing more is known than where it stands: the chain alone, whatever evidence will come. Exposure
 * plays no part, because it changes what an account shows and not where it goes. Told by public stage; going from one state
 * of a stage to another is no change.
 */
public final class Forecast {
    private static final int MOST_ROUNDS = 10_000;

    private final Taxonomy taxonomy;
    private final double[] generator;

    /** By state: days until its stage is left, and which one is next. */
    private final double[] stays;

    private final double[][] next;

    public Forecast(StageModel model) {
        taxonomy = model.taxonomy();
        generator = Parameters.of(model).generator();
        stays = new double[model.size()];
        next = new double[model.size()][Stage.values().length];
        for (int round = 0; round < MOST_ROUNDS && leave(model); round++) {}
    }

    /** Lets both be what they are if the states of the same stage are as they were; whether that changed anything. */
    private boolean leave(StageModel model) {
        boolean changed = false;
        for (int from = 0; from < stays.length; from++) {
            double stay = -1 / model.generator(from, from);
            var leads = new double[Stage.values().length];
            for (int to = 0; to < stays.length; to++) {
                double jump = from == to ? 0 : -model.generator(from, to) / model.generator(from, from);
                if (taxonomy.stage(to) != taxonomy.stage(from)) {
                    leads[taxonomy.stage(to).ordinal()] += jump;
                } else {
                    stay += jump * stays[to];
                    for (int stage = 0; stage < leads.length; stage++) {
                        leads[stage] += jump * next[to][stage];
                    }
                }
            }
            changed |= stay != stays[from] || !Arrays.equals(leads, next[from]);
            stays[from] = stay;
            next[from] = leads;
        }
        return changed;
    }

    /**
     * The probability of each stage after so many days, {@code b exp(Q h)}.
     *
     * @param belief probability of each state now, summing to 1
     * @param days zero or more
     */
    public Map<Stage, Double> stagesIn(List<Double> belief, double days) {
        int size = taxonomy.size();
        double[] power = MatrixExponential.of(generator, size, days);
        var ahead = new double[size];
        for (int to = 0; to < size; to++) {
            for (int from = 0; from < size; from++) {
                ahead[to] += belief.get(from) * power[from * size + to];
            }
        }
        return taxonomy.byStage(ahead);
    }

    /** Days until the account leaves the stage that it is in, whichever that is, on average: {@code sum b_s dwell_s}. */
    public double expectedDaysToNextStage(List<Double> belief) {
        double days = 0;
        for (int s = 0; s < stays.length; s++) {
            days += belief.get(s) * stays[s];
        }
        return days;
    }

    /** The probability of each stage to be the next one, {@code sum b_s J_st}. */
    public Map<Stage, Double> nextStage(List<Double> belief) {
        var shares = new EnumMap<Stage, Double>(Stage.class);
        for (Stage to : Stage.values()) {
            double share = 0;
            for (int from = 0; from < next.length; from++) {
                share += belief.get(from) * next[from][to.ordinal()];
            }
            shares.put(to, share);
        }
        return Collections.unmodifiableMap(shares);
    }
}
