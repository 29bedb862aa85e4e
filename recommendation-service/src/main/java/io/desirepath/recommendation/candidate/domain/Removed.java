package io.desirepath.recommendation.candidate.domain;

/**
 * How many products each hard filter took away. A product is counted by the first filter, in this order, that takes it.
 *
 * @param unknownProduct not in the catalogue (any more)
 * @param discontinued no longer sold
 * @param inCart already there
 * @param notEntitled not in the account's catalogue
 * @param notSoldHere not sold to the account's country
 * @param outOfStock there is none
 * @param belowMinimumOrder there is less than can be ordered
 * @param alreadyBought would not be new to the account
 * @param substituteInBasket of the family of something in the cart, or else in the last order: a substitute, no complement
 * @param resting dismissed by the account, or bought or clicked lately
 */
public record Removed(
        int unknownProduct,
        int discontinued,
        int inCart,
        int notEntitled,
        int notSoldHere,
        int outOfStock,
        int belowMinimumOrder,
        int alreadyBought,
        int substituteInBasket,
        int resting) {

    /** Where nothing was removed because of the account's terms or the stock. */
    public Removed(int unknownProduct, int discontinued, int inCart, int alreadyBought) {
        this(unknownProduct, discontinued, inCart, 0, 0, 0, 0, alreadyBought, 0, 0);
    }

    public int total() {
        return unknownProduct
                + discontinued
                + inCart
                + notEntitled
                + notSoldHere
                + outOfStock
                + belowMinimumOrder
                + alreadyBought
                + substituteInBasket
                + resting;
    }
}
