package io.desirepath.recommendation.ranker.domain;

/**
 * What is known of each item at a moment, by item number.
 *
 * @param day the moment: only orders before this day count
 * @param accounts how many accounts ever bought it
 * @param recentAccounts how many bought it in the last 30 days
 * @param latestAccounts how many bought it in the last 10 days
 * @param baskets in how many baskets it lay
 * @param repeaters how many accounts bought it on two days or more
 * @param firstDay when it was first bought; meaningless if nobody did
 * @param lastDay when it was last bought
 */
public record ItemFacts(
        int day,
        int[] accounts,
        int[] recentAccounts,
        int[] latestAccounts,
        int[] baskets,
        int[] repeaters,
        int[] firstDay,
        int[] lastDay) {

    public static final int RECENT_DAYS = 30;

    public ItemFacts(int day, int items) {
        this(
                day,
                new int[items],
                new int[items],
                new int[items],
                new int[items],
                new int[items],
                new int[items],
                new int[items]);
    }

    public int items() {
        return accounts.length;
    }
}
