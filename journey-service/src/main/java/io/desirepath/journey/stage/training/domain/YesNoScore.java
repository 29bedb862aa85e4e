package io.desirepath.journey.stage.training.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well probabilities of an event fit whether it happened.
 *
 * @param auc probability that a case where it happened ranks above one where it did not, ties counting half (Mann and
 *     Whitney 1947); null if all cases are of one kind
 * @param logLoss mean negative log likelihood in nats, probabilities kept within 1e-15 of 0 and 1
 * @param ece expected calibration error in ten equal bins
 */
public record YesNoScore(@Nullable Double auc, double logLoss, double ece) {

    /** The probability of an event, and whether it happened. */
    public record Case(double probability, boolean happened) {}

    /** @throws IllegalArgumentException if there is no case */
    public static YesNoScore of(List<Case> cases) {
        var happened = new boolean[cases.size()];
        for (int i = 0; i < happened.length; i++) {
            happened[i] = cases.get(i).happened();
        }
        return of(cases.stream().mapToDouble(Case::probability).toArray(), happened);
    }

    /** @throws IllegalArgumentException if there is no case, or the lengths differ */
    public static YesNoScore of(double[] probabilities, boolean[] happened) {
        if (probabilities.length == 0 || probabilities.length != happened.length) {
            throw new IllegalArgumentException("as many probabilities as outcomes, and at least one");
        }
        var bins = new Bins();
        double logLoss = 0;
        for (int i = 0; i < happened.length; i++) {
            bins.add(probabilities[i], happened[i]);
            logLoss += loss(probabilities[i], happened[i]);
        }
        return new YesNoScore(auc(probabilities, happened), logLoss / happened.length, bins.gap());
    }

    /** {@code -log} of the probability given to what happened, in nats. */
    public static double loss(double probability, boolean happened) {
        return -Math.log(Math.max(1e-15, happened ? probability : 1 - probability));
    }

    static @Nullable Double auc(double[] scores, boolean[] happened) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        double rankSum = 0;
        long yes = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                if (happened[order[i]]) {
                    rankSum += (from + 1 + to) / 2.0;
                    yes++;
                }
            }
            from = to;
        }
        long no = scores.length - yes;
        return yes == 0 || no == 0 ? null : (rankSum - yes * (yes + 1) / 2.0) / yes / no;
    }
}
