package io.desirepath.recommendation.candidate.domain;

/**
 * How many products each hard filter took away.
 *
 * @param unknownProduct not in the catalogue (any more)
 * @param discontinued no longer sold
 * @param inCart already there
 * @param alreadyBought would not be new to the account
 */
public record Removed(int unknownProduct, int discontinued, int inCart, int alreadyBought) {

    public int total() {
        return unknownProduct + discontinued + inCart + alreadyBought;
    }
}
