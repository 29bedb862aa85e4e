package io.desirepath.recommendation.feedback.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusteredRatioTest {

    @Test
    void withOneViewPerAccountItIsTheVarianceOfAShare() {
        ClusteredRatio ratio = new ClusteredRatio();
        for (int i = 0; i < 100; i++) {
            ratio.add(i < 20 ? 1 : 0, 1);
        }

        assertThat(ratio.estimate().value()).isEqualTo(0.2);
        assertThat(ratio.estimate().variance()).isCloseTo(0.2 * 0.8 / 99, within(1e-12));
    }

    @Test
    void aShareStaysBetweenNoneAndAll() {
        ClusteredRatio none = new ClusteredRatio();
        none.add(0, 1000);
        none.add(0, 1000);
        ClusteredRatio nothing = new ClusteredRatio();

        assertThat(none.share95().low()).isZero();
        assertThat(none.share95().high())
                .as("two accounts that never click say little of the others")
                .isGreaterThan(0.5);
        assertThat(nothing.share95()).isEqualTo(new Interval(0, 1));
        assertThat(nothing.estimate().value()).isNaN();
    }

    @Test
    void theIntervalOfAShareHoldsTheTruthAsOftenAsItSays() {
        Random random = new Random(21);
        int held = 0;
        for (int i = 0; i < 2000; i++) {
            ClusteredRatio ratio = new ClusteredRatio();
            for (int account = 0; account < 150; account++) {
                double own = random.nextDouble() * 0.2;
                int views = 5 + random.nextInt(40);
                int clicks = 0;
                for (int view = 0; view < views; view++) {
                    clicks += random.nextDouble() < own ? 1 : 0;
                }
                ratio.add(clicks, views);
            }
            held += ratio.share95().contains(0.1) ? 1 : 0;
        }

        assertThat(held / 2000d).isBetween(0.93, 0.97);
    }
}
