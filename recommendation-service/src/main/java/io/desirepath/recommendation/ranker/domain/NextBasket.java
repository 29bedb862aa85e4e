package io.desirepath.recommendation.ranker.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * What rankers learn from and are measured by: an account with at least two baskets before a day, and its first basket from
 * that day on.
 *
 * @param account by number
 * @param basket by number in the histories
 */
public record NextBasket(int account, int basket) {

    private static final int BASKETS_BEFORE = 2;

    /** @param within days from the day on in which the basket must lie */
    public static List<NextBasket> after(OrderHistories histories, int day, int within) {
        List<NextBasket> baskets = new ArrayList<>();
        for (int account = 0; account < histories.accounts(); account++) {
            int next = histories.endBasketBefore(account, day);
            boolean ordered = next < histories.endBasket(account) && histories.day(next) < day + within;
            if (ordered && next - histories.firstBasket(account) >= BASKETS_BEFORE) {
                baskets.add(new NextBasket(account, next));
            }
        }
        return baskets;
    }

    /** Whether the item lies in it. */
    public boolean holds(OrderHistories histories, int item) {
        for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
            if (histories.item(line) == item) {
                return true;
            }
        }
        return false;
    }

    /**
     * How much each of its items weighs in learning: with 1 the large baskets would decide alone, with 1/n the small ones,
     * whose single items are the hardest to tell.
     */
    public double weight(OrderHistories histories) {
        return 1 / Math.sqrt(histories.size(basket));
    }
}
