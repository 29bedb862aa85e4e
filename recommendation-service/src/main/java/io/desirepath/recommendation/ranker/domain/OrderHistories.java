package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/**
 * What every account ordered, as primitive arrays: accounts and items by number, an account's baskets from the oldest,
 * a basket's items in the order of their numbers. The orders of one day are one basket. Immutable once built.
 */
public final class OrderHistories {

    private final int items;
    // The baskets of account a are firstBasket[a] until firstBasket[a + 1]; lines likewise.
    private final int[] firstBasket;
    private final int[] firstLine;
    private final int[] days;
    private final int[] lines;
    private final float[] quantities;

    private OrderHistories(Builder built, int items) {
        this.items = items;
        built.closeAccount();
        firstBasket = Arrays.copyOf(built.firstBasket, built.accounts + 1);
        firstLine = Arrays.copyOf(built.firstLine, built.baskets + 1);
        firstLine[built.baskets] = built.size;
        days = Arrays.copyOf(built.days, built.baskets);
        lines = Arrays.copyOf(built.lines, built.size);
        quantities = Arrays.copyOf(built.quantities, built.size);
    }

    public int accounts() {
        return firstBasket.length - 1;
    }

    /** Item numbers are below this. */
    public int items() {
        return items;
    }

    int lines() {
        return lines.length;
    }

    public int firstBasket(int account) {
        return firstBasket[account];
    }

    /** One past the account's last basket. */
    public int endBasket(int account) {
        return firstBasket[account + 1];
    }

    /** One past the account's last basket before the day. */
    public int endBasketBefore(int account, int day) {
        int end = firstBasket[account + 1];
        while (end > firstBasket[account] && days[end - 1] >= day) {
            end--;
        }
        return end;
    }

    public int day(int basket) {
        return days[basket];
    }

    public int firstLine(int basket) {
        return firstLine[basket];
    }

    public int endLine(int basket) {
        return firstLine[basket + 1];
    }

    public int size(int basket) {
        return firstLine[basket + 1] - firstLine[basket];
    }

    public int item(int line) {
        return lines[line];
    }

    public float quantity(int line) {
        return quantities[line];
    }

    /** The day after the last order; 0 without orders. */
    public int endDay() {
        return Arrays.stream(days).max().orElse(-1) + 1;
    }

    /** Takes lines sorted by account, day and item; accounts numbered from 0 without gaps. */
    public static final class Builder {
        private int[] firstBasket = new int[16];
        private int[] firstLine = new int[64];
        private int[] days = new int[64];
        private int[] lines = new int[256];
        private float[] quantities = new float[256];
        private int accounts;
        private int baskets;
        private int size;

        public Builder line(int account, int day, int item, float quantity) {
            if (account >= accounts) {
                while (accounts <= account) {
                    firstBasket = reaching(firstBasket, accounts + 1);
                    firstBasket[accounts++] = baskets;
                }
                basket(day);
            } else if (days[baskets - 1] != day) {
                basket(day);
            }
            lines = reaching(lines, size);
            if (size >= quantities.length) {
                quantities = Arrays.copyOf(quantities, lines.length);
            }
            lines[size] = item;
            quantities[size++] = quantity;
            return this;
        }

        public OrderHistories build(int items) {
            return new OrderHistories(this, items);
        }

        /** With an account that has no baskets if there was no line. */
        OrderHistories buildAtLeastOne(int items) {
            if (accounts == 0) {
                firstBasket[accounts++] = 0;
            }
            return build(items);
        }

        private void basket(int day) {
            firstLine = reaching(firstLine, baskets + 1);
            days = reaching(days, baskets);
            firstLine[baskets] = size;
            days[baskets++] = day;
        }

        private void closeAccount() {
            firstBasket = reaching(firstBasket, accounts);
            firstBasket[accounts] = baskets;
        }

        private static int[] reaching(int[] array, int index) {
            return index < array.length ? array : Arrays.copyOf(array, Math.max(index + 1, array.length * 2));
        }
    }
}
