package io.desirepath.benchmark.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.recommendation.ranker.domain.OrderHistories;
import io.desirepath.recommendation.ranker.domain.SparseScores;
import io.desirepath.recommendation.ranker.domain.Weighting;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    private static final int ACCOUNTS = 300;
    private static final int ITEMS = 40;
    private static final int DAY = 10;
    private static final int MOST = 20;

    /** No two alike, so that there are no ties. */
    private static final Weighting WEIGHTING = (histories, account, day, into) -> {
        var random = new SplittableRandom(account);
        for (int line = histories.firstLine(histories.firstBasket(account));
                line < histories.firstLine(histories.endBasket(account));
                line++) {
            into.add(histories.item(line), random.nextDouble(.1, 1));
        }
    };

    private final OrderHistories histories = histories();

    @Test
    void theNearestAccountsAreFoundAmongThoseThatShareNothingToo() {
        var vectors = new AccountVectors(histories, DAY, WEIGHTING);
        for (int self = 0; self < 20; self++) {
            SparseScores own = vector(self);
            var found = new SparseScores();
            new Neighbours(vectors).addNearest(own, self, MOST, found);

            var expected = new SparseScores();
            for (int account : nearest(own, self)) {
                SparseScores of = vector(account);
                IntStream.range(0, of.size()).forEach(i -> expected.add(of.item(i), of.score(i) / MOST));
            }
            for (int item = 0; item < ITEMS; item++) {
                assertThat(found.get(item)).isCloseTo(expected.get(item), within(1e-5));
            }
        }
    }

    private List<Integer> nearest(SparseScores own, int self) {
        return IntStream.range(0, ACCOUNTS)
                .filter(account -> account != self)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer account) -> distance(own, vector(account))))
                .limit(MOST)
                .toList();
    }

    private static double distance(SparseScores one, SparseScores other) {
        return IntStream.range(0, ITEMS)
                .mapToDouble(item -> Math.pow(one.get(item) - other.get(item), 2))
                .sum();
    }

    private SparseScores vector(int account) {
        var vector = new SparseScores();
        WEIGHTING.weigh(histories, account, DAY, vector);
        return vector;
    }

    /** Of one to four days, so that vectors are of many lengths. */
    private static OrderHistories histories() {
        var random = new SplittableRandom(1);
        var histories = new OrderHistories.Builder();
        for (int account = 0; account < ACCOUNTS; account++) {
            int days = 1 + random.nextInt(4);
            for (int day = 0; day < days; day++) {
                var items = new TreeSet<Integer>();
                for (int i = 1 + random.nextInt(9); i > 0; i--) {
                    items.add(random.nextInt(ITEMS));
                }
                for (int item : items) {
                    histories.line(account, day, item, 1);
                }
            }
        }
        return histories.build(ITEMS);
    }
}
