package io.desirepath.journey.stage.training.domain;

import static io.desirepath.journey.stage.training.domain.Parameters.MARKS;

import io.desirepath.journey.stage.domain.StageModel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether stages still mean what they are called. Nothing but the prior ties a learned stage to its name, and a likelihood
 * cannot tell two stages that swapped their names. A stage keeps its meaning as long as its rates, by their logarithms and
 * at the merchant's own scale, are nearer to the same stage of the other model than to any other of its stages.
 */
final class StageMeaning {
    /** Beyond this factor a rate is so far off that more does not matter. */
    private static final double MOST = Math.log(20);

    private StageMeaning() {}

    /** A sentence that says which stage of the candidate looks like which other one of the champion; empty if none does. */
    static Optional<String> drift(StageModel champion, StageModel candidate) {
        double[] scales = scales(champion, candidate);
        for (int s = 0; s < champion.size(); s++) {
            int nearest = s;
            for (int other = 0; other < champion.size(); other++) {
                if (distance(champion, other, candidate, s, scales)
                        < distance(champion, nearest, candidate, s, scales)) {
                    nearest = other;
                }
            }
            if (nearest != s) {
                return Optional.of(ChampionGate.text(
                        "Its stages drifted: its %s shows what the champion expects of %s (distance %.1f, and %.1f to its own).",
                        champion.taxonomy().states().get(s).name(),
                        champion.taxonomy().states().get(nearest).name(),
                        distance(champion, nearest, candidate, s, scales),
                        distance(champion, s, candidate, s, scales)));
            }
        }
        return Optional.empty();
    }

    /** Mean squared difference of log rates, at the merchant's scale. */
    static double distance(StageModel champion, int ours, StageModel candidate, int theirs, double[] scales) {
        double sum = 0;
        int counted = 0;
        for (int m = 0; m < MARKS.length; m++) {
            if (candidate.measures(MARKS[m]) && champion.measures(MARKS[m])) {
                double off = logRatio(champion, ours, candidate, theirs, m) - scales[m];
                double held = Math.clamp(off, -MOST, MOST);
                sum += held * held;
                counted++;
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }

    /** How many times as often the candidate expects each mark, as a logarithm: its median over the stages. */
    private static double[] scales(StageModel champion, StageModel candidate) {
        var scales = new double[MARKS.length];
        for (int m = 0; m < MARKS.length; m++) {
            var ratios = new double[champion.size()];
            for (int s = 0; s < champion.size(); s++) {
                ratios[s] = logRatio(champion, s, candidate, s, m);
            }
            Arrays.sort(ratios);
            scales[m] = ratios[ratios.length / 2];
        }
        return scales;
    }

    private static double logRatio(StageModel champion, int ours, StageModel candidate, int theirs, int mark) {
        return Math.log(candidate.rate(theirs, MARKS[mark]) / champion.rate(ours, MARKS[mark]));
    }
}
