package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.NextBasket;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import java.util.List;

/** Cuts orders at a day: an account with at least two baskets before it is a case by its first basket after it. */
final class TimeSplit {

    private final OrderHistories histories;
    private final double[] lineValues;
    private final Belief belief;

    TimeSplit(OrderHistories histories, double[] lineValues) {
        this.histories = histories;
        this.lineValues = lineValues;
        belief = new Belief(histories);
    }

    List<Case> cases(int day, int days) {
        return NextBasket.after(histories, day, days).stream()
                .map(next -> one(next.account(), next.basket(), day))
                .toList();
    }

    private Case one(int account, int basket, int day) {
        int[] truth = new int[histories.size(basket)];
        double[] values = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = histories.item(histories.firstLine(basket) + i);
            values[i] = lineValues[histories.firstLine(basket) + i];
        }
        return new Case(account, truth, values, Case.known(histories, account, day), belief.at(account, day));
    }
}
