package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/**
 * Rows by item number, in a hash table of primitives that grows with the items in it, not with the catalogue. An item lies
 * beside its row, so that one look-up touches one cache line.
 */
final class ItemIndex {

    private static final int EMPTY = -1;
    private static final int SLOTS = 256;

    /** With fewer items than one in so many, the slots are emptied one by one. */
    private static final int SPARSE = 64;

    /** Item and row of each slot; the item is {@value #EMPTY} where there is none. */
    private int[] slots = new int[2 * SLOTS];

    private int[] items = new int[SLOTS / 2];
    private int size;

    ItemIndex() {
        Arrays.fill(slots, EMPTY);
    }

    void clear() {
        if (size * SPARSE > slots.length) {
            Arrays.fill(slots, EMPTY);
            size = 0;
        }
        // What came last goes first, so that what is left is still found.
        while (size > 0) {
            slots[slotOf(items[--size])] = EMPTY;
        }
    }

    /** The item's row, a new one if it has none. */
    int rowOf(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
            grow();
        }
        int slot = slotOf(item);
        // Written in any case, and kept if it is new: that cannot be foreseen, and a wrong guess costs more.
        int isNew = slots[slot] == item ? 0 : 1;
        int row = isNew == 0 ? slots[slot + 1] : size;
        items[size] = item;
        slots[slot] = item;
        slots[slot + 1] = row;
        size += isNew;
        return row;
    }

    /** -1 if the item has no row. */
    int find(int item) {
        int slot = slotOf(item);
        return slots[slot] == EMPTY ? EMPTY : slots[slot + 1];
    }

    int item(int row) {
        return items[row];
    }

    int size() {
        return size;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, EMPTY);
        for (int row = 0; row < size; row++) {
            int slot = slotOf(items[row]);
            slots[slot] = items[row];
            slots[slot + 1] = row;
        }
    }

    /** Where the item is, or where it would go. Multiplying by the golden ratio spreads neighbouring numbers. */
    @SuppressWarnings("ShortCircuitBoolean") // One branch, nearly never taken, in place of two that cannot be foreseen.
    private int slotOf(int item) {
        int mask = slots.length - 2;
        int slot = (item * 0x9E3779B9 >>> 7 << 1) & mask;
        while (slots[slot] != EMPTY & slots[slot] != item) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }
}
