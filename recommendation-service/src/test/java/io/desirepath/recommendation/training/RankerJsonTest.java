package io.desirepath.recommendation.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.ranker.domain.Feature;
import io.desirepath.recommendation.ranker.domain.LogisticRanker;
import io.desirepath.recommendation.ranker.domain.TwoRankers;
import org.junit.jupiter.api.Test;

class RankerJsonTest {

    @Test
    void weightsAreReadAsTheyWereWritten() {
        double[] weights = new double[Feature.COUNT];
        weights[Feature.TIMES.ordinal()] = 1.25;
        double[] added = new double[Feature.COUNT];
        added[Feature.AGE.ordinal()] = -.5;
        var repeat = new LogisticRanker(-3, weights, new double[][] {added});

        TwoRankers read = RankerJson.read(RankerJson.write(new TwoRankers(repeat, TwoRankers.PRIOR.novel())));

        assertThat(read.repeat().intercept()).isEqualTo(-3);
        assertThat(read.repeat().weights()).containsExactly(weights);
        assertThat(read.repeat().byStage()).isDeepEqualTo(new double[][] {added});
        assertThat(read.novel().weights())
                .containsExactly(TwoRankers.PRIOR.novel().weights());
    }

    @Test
    void aFeatureThatIsNoMoreIsIgnored() {
        TwoRankers read = RankerJson.read("""
                {"repeat":{"intercept":1,"weights":{"GONE":9,"AGE":2},"byStage":[]},
                 "novel":{"intercept":0,"weights":{},"byStage":[]}}""");

        assertThat(read.repeat().weights()[Feature.AGE.ordinal()]).isEqualTo(2);
        assertThat(read.repeat().weights()).contains(2).doesNotContain(9);
    }
}
