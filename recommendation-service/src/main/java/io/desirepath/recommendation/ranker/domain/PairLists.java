package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/**
 * For each item the items bought along with it, in one array: 12 bytes a row, its strengths as numbers of 16 bits (IEEE 754
 * binary16: three significant digits). Immutable once built.
 */
public final class PairLists {

    /** Of a row: the number of the other item in two, then its strengths. */
    private static final int WIDTH = 6;

    private static final int FIRST_STRENGTH = 2;
    private static final float LARGEST = 65_504;

    // The rows of item i are from[i] until until[i].
    private final int[] from;
    private final int[] until;
    private final short[] rows;

    private PairLists(Builder built) {
        from = built.from;
        until = built.until;
        boolean full = WIDTH * built.size == built.rows.length;
        rows = full ? built.rows : Arrays.copyOf(built.rows, WIDTH * built.size);
    }

    public int first(int item) {
        return item < from.length ? from[item] : 0;
    }

    /** One past the item's last row. */
    public int end(int item) {
        return item < until.length ? until[item] : 0;
    }

    public int other(int row) {
        return Halves.number(rows, WIDTH * row);
    }

    /** Baskets with both over the geometric mean of those with either. */
    public float basketCosine(int row) {
        return strength(row, 0);
    }

    /** The same, each basket weighing half for every half-life of its age. */
    public float decayedCosine(int row) {
        return strength(row, 1);
    }

    /** The same over accounts that bought both within a window. */
    public float accountCosine(int row) {
        return strength(row, 2);
    }

    /** Log-likelihood ratio over accounts, at most {@value #LARGEST}; zero if bought together less often than by chance. */
    public float llr(int row) {
        return strength(row, 3);
    }

    public int size() {
        return rows.length / WIDTH;
    }

    private float strength(int row, int column) {
        return Float.float16ToFloat(rows[WIDTH * row + FIRST_STRENGTH + column]);
    }

    /** Takes rows item by item, in any order of the items. */
    public static final class Builder {
        private int[] from;
        private int[] until;
        private short[] rows;
        private int size;

        /** @param items how many there are; more may come */
        public Builder(int items) {
            this(items, 4096);
        }

        /** @param expected rows: with their number known, memory is needed for them once */
        public Builder(int items, int expected) {
            from = new int[items];
            until = new int[items];
            rows = new short[Math.multiplyExact(WIDTH, expected)];
        }

        /** @throws IllegalArgumentException if the item has rows already, and another one had the last row */
        public Builder row(int ofItem, int otherItem, float basket, float decayed, float account, float ratio) {
            if (ofItem >= from.length) {
                from = Arrays.copyOf(from, ofItem + 1 + ofItem / 2);
                until = Arrays.copyOf(until, from.length);
            }
            if (until[ofItem] == 0) {
                from[ofItem] = size;
            } else if (until[ofItem] != size) {
                throw new IllegalArgumentException("the rows of item " + ofItem + " do not come one after the other");
            }
            if (WIDTH * size == rows.length) {
                rows = Arrays.copyOf(rows, Math.multiplyExact(WIDTH, Math.max(1024, size + (size >> 1))));
            }
            Halves.put(rows, WIDTH * size, otherItem);
            put(0, basket);
            put(1, decayed);
            put(2, account);
            put(3, ratio);
            until[ofItem] = ++size;
            return this;
        }

        private void put(int column, float strength) {
            rows[WIDTH * size + FIRST_STRENGTH + column] = Float.floatToFloat16(Math.min(strength, LARGEST));
        }

        public PairLists build() {
            return new PairLists(this);
        }
    }
}
