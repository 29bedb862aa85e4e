package io.desirepath.recommendation.reorder.domain;

/** How many to order. */
public final class OrderQuantity {

    private OrderQuantity() {}

    /**
     * The least quantity that is at least as many as needed and as the minimum, in whole packs.
     *
     * @param needed at least 1
     * @param pack at least 1
     * @param minimum at least 1
     */
    public static long roundedUp(long needed, long pack, long minimum) {
        long least = Math.max(needed, minimum);
        return Math.ceilDiv(least, pack) * pack;
    }
}
