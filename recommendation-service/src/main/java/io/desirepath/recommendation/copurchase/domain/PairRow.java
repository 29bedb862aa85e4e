package io.desirepath.recommendation.copurchase.domain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** The counts of one product with every other, by ascending number of the other. Immutable. */
public final class PairRow {

    public static final PairRow EMPTY = new Builder().build();

    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final int[] others;
    private final int[] accounts;
    private final int[] baskets;

    private PairRow(Builder built) {
        others = Arrays.copyOf(built.others, built.size);
        accounts = Arrays.copyOf(built.accounts, built.size);
        baskets = Arrays.copyOf(built.baskets, built.size);
    }

    public int size() {
        return others.length;
    }

    public int other(int place) {
        return others[place];
    }

    public Count count(int place) {
        return new Count(accounts[place], baskets[place]);
    }

    /** What comes to nothing goes. */
    PairRow plus(SortedMap<Integer, Count> changes) {
        Builder sum = new Builder();
        int place = 0;
        for (Map.Entry<Integer, Count> change : changes.entrySet()) {
            while (place < others.length && others[place] < change.getKey()) {
                sum.add(others[place], accounts[place], baskets[place]);
                place++;
            }
            Count count = change.getValue();
            if (place < others.length && others[place] == change.getKey()) {
                count = count.plus(count(place++));
            }
            if (!count.equals(Count.NONE)) {
                sum.add(change.getKey(), count.accounts(), count.baskets());
            }
        }
        for (; place < others.length; place++) {
            sum.add(others[place], accounts[place], baskets[place]);
        }
        return sum.build();
    }

    /** Gaps and counts are small: as unsigned LEB128 (DWARF 5, section 7.6) most take a byte each. */
    public byte[] encode() {
        var bytes = new ByteArrayOutputStream(others.length * 4);
        int before = 0;
        for (int i = 0; i < others.length; i++) {
            write(bytes, others[i] - before);
            write(bytes, accounts[i]);
            write(bytes, baskets[i]);
            before = others[i];
        }
        return bytes.toByteArray();
    }

    public static PairRow decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        Builder row = new Builder();
        int other = 0;
        while (bytes.hasRemaining()) {
            other += read(bytes);
            row.add(other, read(bytes), read(bytes));
        }
        return row.build();
    }

    private static void write(ByteArrayOutputStream bytes, int value) {
        int rest = value;
        while (rest > LOW_BITS) {
            bytes.write(rest & LOW_BITS | MORE);
            rest >>>= BITS;
        }
        bytes.write(rest);
    }

    private static int read(ByteBuffer bytes) {
        int value = 0;
        int shift = 0;
        int next;
        do {
            next = bytes.get();
            value |= (next & LOW_BITS) << shift;
            shift += BITS;
        } while ((next & MORE) != 0);
        return value;
    }

    /** Takes counts by ascending number of the other product. */
    public static final class Builder {
        private int[] others = new int[64];
        private int[] accounts = new int[64];
        private int[] baskets = new int[64];
        private int size;

        public Builder add(int other, int inAccounts, int inBaskets) {
            if (size == others.length) {
                others = Arrays.copyOf(others, size * 2);
                accounts = Arrays.copyOf(accounts, size * 2);
                baskets = Arrays.copyOf(baskets, size * 2);
            }
            others[size] = other;
            accounts[size] = inAccounts;
            baskets[size++] = inBaskets;
            return this;
        }

        public PairRow build() {
            return new PairRow(this);
        }
    }
}
