package io.desirepath.recommendation.ranker.domain;

import io.desirepath.recommendation.ranker.domain.CandidateFeatures.FeatureRow;

/** The features of each item that are the same for every account, side by side: 28 bytes an item. Immutable. */
final class ItemTable {

    /** From {@link Feature#ACCOUNTS} to {@link Feature#REPEATED}. */
    private static final int COLUMNS = 7;

    private final float[] rows;

    ItemTable(ItemFacts facts) {
        rows = new float[facts.items() * COLUMNS];
        for (int item = 0; item < facts.items(); item++) {
            if (facts.accounts()[item] > 0) {
                fill(facts, item);
            }
        }
    }

    private void fill(ItemFacts facts, int item) {
        int accounts = facts.accounts()[item];
        int recent = facts.recentAccounts()[item];
        int age = facts.day() - facts.firstDay()[item];
        double usual = accounts * (double) ItemFacts.RECENT_DAYS / Math.max(age, ItemFacts.RECENT_DAYS);
        int first = item * COLUMNS;
        rows[first] = (float) Math.log1p(accounts);
        rows[first + 1] = (float) Math.log1p(recent);
        rows[first + 2] = (float) Math.log((recent + 1) / (usual + 1));
        rows[first + 3] = (float) Math.log((facts.latestAccounts()[item] + .5) / (recent / 3.0 + .5));
        rows[first + 4] = (float) Math.log1p(age);
        rows[first + 5] = (float) Math.log1p(facts.day() - facts.lastDay()[item]);
        rows[first + 6] = (float) ((facts.repeaters()[item] + 1.0) / (accounts + 5.0));
    }

    /** Whether anybody ever bought it. */
    boolean isBought(int item) {
        return item * COLUMNS < rows.length && rows[item * COLUMNS] > 0;
    }

    /** @param bought whether the account that it is a candidate for bought it before */
    void fill(FeatureRow row, int item, boolean bought) {
        row.copy(rows, item * COLUMNS, COLUMNS, Feature.ACCOUNTS);
        row.set(Feature.REPEATABLE, bought ? rows[item * COLUMNS + COLUMNS - 1] : 0);
    }
}
