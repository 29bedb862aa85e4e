package io.desirepath.benchmark.recommendation;

import java.util.Arrays;
import java.util.List;

/** Items in tenths of equal sales: the best sellers that make a tenth of all purchases, the next ones, and so on. */
final class Deciles {

    private static final int COUNT = 10;

    private final int[] decile;
    private final int items;

    /**
     * @param popularity items, the most popular first
     * @param accounts that bought each
     */
    Deciles(List<Integer> popularity, int[] accounts) {
        decile = new int[accounts.length];
        long all = Arrays.stream(accounts).asLongStream().sum();
        items = (int) Arrays.stream(accounts).filter(bought -> bought > 0).count();
        long before = 0;
        for (int item : popularity) {
            decile[item] = (int) Math.min(COUNT - 1, before * COUNT / Math.max(1, all));
            before += accounts[item];
        }
    }

    /** How many items somebody has bought. */
    int items() {
        return items;
    }

    /** Of all the purchases that were to be predicted in each tenth, the share that was recommended. */
    double[] recall(List<Case> cases, int[][] lists, boolean novelOnly) {
        double[] found = new double[COUNT];
        double[] all = new double[COUNT];
        for (int i = 0; i < lists.length; i++) {
            int[] list = lists[i];
            for (int item : cases.get(i).truth()) {
                // Below zero: nobody had ever bought it.
                if (item >= 0 && (!novelOnly || !cases.get(i).known().contains(item))) {
                    all[decile[item]]++;
                    found[decile[item]] += Arrays.stream(list).anyMatch(listed -> listed == item) ? 1 : 0;
                }
            }
        }
        for (int i = 0; i < COUNT; i++) {
            found[i] = all[i] == 0 ? 0 : found[i] / all[i];
        }
        return found;
    }
}
