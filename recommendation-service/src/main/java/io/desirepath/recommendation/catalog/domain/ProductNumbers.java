package io.desirepath.recommendation.catalog.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives every product id a small number, once and for the life of the process, so that lists and catalogue can be
 * primitive arrays. Numbers are never given back: only stores may add ids, never a request.
 *
 * <p>The ids lie one after the other in one array of bytes, found by a hash table of primitives: some 25 bytes an id
 * where a map of strings takes 130.
 */
public final class ProductNumbers {

    /** The number of an id that has none. */
    public static final int NONE = -1;

    private final GroupNumbers groups = new GroupNumbers();
    private volatile Ids ids = new Ids(0, new byte[1024], new int[64], new int[256]);

    /** The id's number, a new one if it has none yet. */
    public int of(String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        int known = ids.find(text);
        return known == NONE ? add(text) : known;
    }

    /** The id's number, or {@link #NONE}. */
    public int find(String id) {
        return ids.find(id.getBytes(StandardCharsets.UTF_8));
    }

    /** The numbers of what products belong to. */
    public GroupNumbers groups() {
        return groups;
    }

    /** How many ids have a number: all numbers are below it. */
    public int size() {
        return ids.size;
    }

    /** The id that has this number. */
    public String id(int number) {
        return ids.id(number);
    }

    /** The order of their ids: by code points, as they are written in UTF-8. */
    int compareIds(int one, int other) {
        return ids.compare(one, other);
    }

    private synchronized int add(byte[] text) {
        Ids present = ids;
        int known = present.find(text);
        if (known != NONE) {
            return known;
        }
        ids = present.with(text);
        return present.size;
    }

    /**
     * The ids of the numbers below the size. Later states share the arrays: what they add lies where this one does not
     * look, and whoever reads the later one sees all that was written before it was published.
     *
     * @param text of all ids
     * @param ends one past the last byte of each id
     * @param slots by hash, with linear probing: a number and one more, or zero
     */
    private record Ids(int size, byte[] text, int[] ends, int[] slots) {

        int find(byte[] id) {
            int mask = slots.length - 1;
            for (int slot = hash(id) & mask; slots[slot] != 0; slot = slot + 1 & mask) {
                int number = slots[slot] - 1;
                if (number < size && Arrays.equals(text, start(number), ends[number], id, 0, id.length)) {
                    return number;
                }
            }
            return NONE;
        }

        String id(int number) {
            int start = start(number);
            return new String(text, start, ends[number] - start, StandardCharsets.UTF_8);
        }

        int compare(int one, int other) {
            return Arrays.compareUnsigned(text, start(one), ends[one], text, start(other), ends[other]);
        }

        Ids with(byte[] id) {
            int start = start(size);
            byte[] longer = start + id.length <= text.length ? text : Arrays.copyOf(text, text.length * 2 + id.length);
            int[] more = size < ends.length ? ends : Arrays.copyOf(ends, size * 2);
            System.arraycopy(id, 0, longer, start, id.length);
            more[size] = start + id.length;
            Ids added =
                    new Ids(size + 1, longer, more, 2 * (size + 1) <= slots.length ? slots : new int[slots.length * 2]);
            for (int number = added.slots == slots ? size : 0; number <= size; number++) {
                added.enter(number);
            }
            return added;
        }

        private void enter(int number) {
            int mask = slots.length - 1;
            int slot = hash(Arrays.copyOfRange(text, start(number), ends[number])) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = number + 1;
        }

        private int start(int number) {
            return number == 0 ? 0 : ends[number - 1];
        }

        private static int hash(byte[] id) {
            int hash = Arrays.hashCode(id) * 0x9E3779B9;
            return hash ^ hash >>> 15;
        }
    }
}
