package io.desirepath.recommendation.ranker.domain;

import io.desirepath.recommendation.ranker.domain.CandidateFeatures.FeatureRow;
import java.util.Arrays;

/** What one account bought before a day, summed up by item. Reused from account to account. */
final class OwnPurchases {

    private static final double SHORT_HALF_LIFE = 30;
    private static final double LONG_HALF_LIFE = 90;
    private static final double FLOOR = .01;
    private static final int FEW = 5;
    private static final int MANY = 25;

    private static final int TIMES = 0;
    private static final int LAST_FEW = 1;
    private static final int LAST_MANY = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int QUANTITY = 5;
    private static final int COLUMNS = 6;

    private final ScoreTable table = new ScoreTable(COLUMNS);
    private int[] firstDay = new int[128];
    private int[] lastDay = new int[128];
    private int[] lastBasket = new int[128];
    private int day;
    private int end;
    private int baskets;
    private int lines;
    private int accountsLastDay;
    private double decayedBaskets;
    private double largestFrequency;
    /** From {@link Feature#BASKETS} to {@link Feature#SILENCE}. */
    private final float[] ofAccount = new float[4];

    void read(OrderHistories histories, int account, int before) {
        table.clear();
        day = before;
        end = histories.endBasketBefore(account, before);
        int from = histories.firstBasket(account);
        baskets = end - from;
        lines = 0;
        decayedBaskets = 0;
        accountsLastDay = baskets == 0 ? before : histories.day(end - 1);
        for (int basket = from; basket < end; basket++) {
            int at = histories.day(basket);
            float shortWeight = (float) Math.pow(.5, (before - at) / SHORT_HALF_LIFE);
            float longWeight = (float) Math.pow(.5, (before - at) / LONG_HALF_LIFE);
            decayedBaskets += longWeight;
            for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
                int row = rowOf(histories.item(line), at);
                table.add(row, TIMES, 1);
                table.add(row, LAST_FEW, end - basket <= FEW ? 1 : 0);
                table.add(row, LAST_MANY, end - basket <= MANY ? 1 : 0);
                table.add(row, SHORT, shortWeight);
                table.add(row, LONG, longWeight);
                table.add(row, QUANTITY, histories.quantity(line));
                lastDay[row] = at;
                lastBasket[row] = basket;
                lines++;
            }
        }
        largestFrequency = table.largest()[LONG];
        ofAccount[0] = (float) Math.log1p(baskets);
        ofAccount[1] = (float) Math.log1p(table.size());
        ofAccount[2] = (float) Math.log1p(baskets == 0 ? 0 : (double) lines / baskets);
        ofAccount[3] = (float) Math.log1p(Math.max(0, day - accountsLastDay));
    }

    private int rowOf(int item, int at) {
        int before = table.size();
        int row = table.rowOf(item);
        if (row == before) {
            if (row == firstDay.length) {
                firstDay = Arrays.copyOf(firstDay, row * 2);
                lastDay = Arrays.copyOf(lastDay, row * 2);
                lastBasket = Arrays.copyOf(lastBasket, row * 2);
            }
            firstDay[row] = at;
        }
        return row;
    }

    int size() {
        return table.size();
    }

    int item(int row) {
        return table.item(row);
    }

    /** -1 if the account never bought it. */
    int find(int item) {
        return table.find(item);
    }

    /** How long before the account's last purchase it bought the item last. */
    int daysBeforeLast(int row) {
        return accountsLastDay - lastDay[row];
    }

    boolean isInLastBasket(int row) {
        return lastBasket[row] == end - 1;
    }

    /** The rows of what it bought last, at most so many. */
    int[] seeds(int most) {
        int[] rows = new int[Math.min(most, table.size())];
        if (table.size() <= most) {
            Arrays.setAll(rows, row -> row);
            return rows;
        }
        // The day, the last one first, and the row in one number.
        long[] byDay = new long[table.size()];
        Arrays.setAll(byDay, row -> (long) -lastDay[row] << Integer.SIZE | row);
        Arrays.sort(byDay);
        Arrays.setAll(rows, i -> (int) byDay[i]);
        return rows;
    }

    void fill(FeatureRow to, int item, double groupFrequency) {
        to.copy(ofAccount, 0, ofAccount.length, Feature.BASKETS);
        int row = table.find(item);
        if (row < 0) {
            return;
        }
        double times = table.get(row, TIMES);
        to.set(Feature.BOUGHT, 1);
        to.set(Feature.TIMES, Math.log1p(times));
        to.set(Feature.SHARE_OF_BASKETS, times / baskets);
        to.set(Feature.SHARE_OF_LAST_5, table.get(row, LAST_FEW) / Math.min(FEW, baskets));
        to.set(Feature.SHARE_OF_LAST_25, table.get(row, LAST_MANY) / Math.min(MANY, baskets));
        to.set(Feature.FREQUENCY_30, Math.sqrt(table.get(row, SHORT)));
        to.set(Feature.FREQUENCY_90, Math.sqrt(table.get(row, LONG)));
        to.set(Feature.RECENCY, Math.log1p(Math.max(0, day - lastDay[row])));
        to.set(Feature.IN_LAST_BASKET, isInLastBasket(row) ? 1 : 0);
        to.set(Feature.BASKETS_SINCE, Math.log(end - lastBasket[row]));
        to.set(Feature.QUANTITY, Math.log1p(table.get(row, QUANTITY) / times));
        to.set(Feature.GROUP_FREQUENCY, Math.sqrt(groupFrequency));
        double decayedShare = table.get(row, LONG) / decayedBaskets;
        to.set(Feature.RELATIVE_FREQUENCY, table.get(row, LONG) / largestFrequency);
        to.set(Feature.DECAYED_SHARE, decayedShare);
        to.set(Feature.DECAYED_SHARE_LOG, Math.log(decayedShare + FLOOR) - Math.log(FLOOR));
        to.set(Feature.EXPECTED, Math.log1p(times) * Math.exp(-Math.max(0, day - lastDay[row]) / LONG_HALF_LIFE));
        if (times >= 2) {
            double interval = Math.max(1, (lastDay[row] - firstDay[row]) / (times - 1));
            double progress = Math.log(Math.max(1, day - lastDay[row]) / interval);
            to.set(Feature.HAS_INTERVAL, 1);
            to.set(Feature.NEAR_INTERVAL, Math.exp(-Math.abs(progress)));
            to.set(Feature.OVERDUE, Math.clamp(progress, 0, 3));
        }
    }
}
