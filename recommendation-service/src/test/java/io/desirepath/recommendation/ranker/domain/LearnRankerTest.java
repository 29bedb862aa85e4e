package io.desirepath.recommendation.ranker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearnRankerTest {

    private static final int STAGES = 2;

    /** Cases of one candidate each: its age decides, with another sign in the second stage. */
    private static TrainingRows rows(int cases, double byAge, double moreInSecondStage) {
        var random = new SplittableRandom(1);
        var rows = new TrainingRows();
        for (int i = 0; i < cases; i++) {
            float age = (float) (random.nextDouble() * 2 - 1);
            boolean second = random.nextBoolean();
            double p = LogisticRanker.probability((byAge + (second ? moreInSecondStage : 0)) * age);
            boolean bought = random.nextDouble() < p;
            float[] features = new float[Feature.COUNT];
            features[Feature.AGE.ordinal()] = age;
            rows.add(
                    new CandidateRows(new int[] {0}, new boolean[] {false}, features),
                    item -> bought,
                    1,
                    second ? new double[] {0, 1} : new double[] {1, 0});
        }
        return rows;
    }

    @Test
    void weightsAreFoundAgain() {
        LogisticRanker learnt = LearnRanker.from(rows(40_000, 1.5, 0), false, 1, Double.POSITIVE_INFINITY, STAGES);

        assertThat(learnt.weights()[Feature.AGE.ordinal()]).isCloseTo(1.5, within(.1));
        assertThat(learnt.weights()[Feature.STALE.ordinal()]).as("never varied").isZero();
        assertThat(learnt.byStage()).isEmpty();
    }

    @Test
    void whatAStageAddsIsFoundAndShrinksWithItsPenalty() {
        TrainingRows rows = rows(40_000, 1, -2);

        double loose = difference(LearnRanker.from(rows, false, 1, 1, STAGES));
        double tight = difference(LearnRanker.from(rows, false, 1, 1e6, STAGES));

        assertThat(loose).isCloseTo(-2, within(.3));
        assertThat(tight).isCloseTo(0, within(.05));
    }

    private static double difference(LogisticRanker ranker) {
        int age = Feature.AGE.ordinal();
        return ranker.byStage()[1][age] - ranker.byStage()[0][age];
    }
}
