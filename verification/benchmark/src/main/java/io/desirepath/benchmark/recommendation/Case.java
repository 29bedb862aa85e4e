package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.OrderHistories;
import java.util.HashSet;
import java.util.Set;

/**
 * An account and the basket that is to be predicted.
 *
 * @param account by number
 * @param truth items of the basket
 * @param values what each of them brought
 * @param known what the account had bought before
 * @param belief over stages at the moment of the prediction; empty where there is none
 */
record Case(int account, int[] truth, double[] values, Set<Integer> known, double[] belief) {

    static Set<Integer> known(OrderHistories histories, int account, int day) {
        var known = new HashSet<Integer>();
        for (int basket = histories.firstBasket(account); basket < histories.endBasketBefore(account, day); basket++) {
            for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
                known.add(histories.item(line));
            }
        }
        return known;
    }
}
