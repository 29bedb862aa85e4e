package io.desirepath.recommendation.copurchase.domain;

/**
 * How many accounts bought something, and in how many baskets it lies: a product, or two together. Of two together,
 * accounts are those that bought them within the window, baskets those that hold both.
 */
public record Count(int accounts, int baskets) {

    public static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
        return new Count(accounts + other.accounts, baskets + other.baskets);
    }

    Count minus(Count other) {
        return new Count(accounts - other.accounts, baskets - other.baskets);
    }
}
