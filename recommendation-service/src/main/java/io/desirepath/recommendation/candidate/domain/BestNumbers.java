package io.desirepath.recommendation.candidate.domain;

import java.util.Arrays;

/** The best so many of many product numbers, without boxing them: a heap whose root is the worst that is kept. */
final class BestNumbers {

    /** An order of product numbers, the better one first. */
    interface Order {
        /** Below zero if the first is better. */
        int compare(int one, int other);
    }

    private final int[] heap;
    private final Order order;
    private int size;

    BestNumbers(int most, Order order) {
        this.heap = new int[most];
        this.order = order;
    }

    void offer(int product) {
        if (size < heap.length) {
            heap[size] = product;
            up(size++);
        } else if (size > 0 && order.compare(product, heap[0]) < 0) {
            heap[0] = product;
            down();
        }
    }

    /** The best first. */
    int[] sorted() {
        return Arrays.stream(heap, 0, size)
                .boxed()
                .sorted(order::compare)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void up(int start) {
        int child = start;
        while (child > 0) {
            int parent = (child - 1) / 2;
            if (order.compare(heap[parent], heap[child]) >= 0) {
                return;
            }
            swap(parent, child);
            child = parent;
        }
    }

    private void down() {
        int parent = 0;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && order.compare(heap[child + 1], heap[child]) > 0) {
                child++;
            }
            if (order.compare(heap[parent], heap[child]) >= 0) {
                return;
            }
            swap(parent, child);
            parent = child;
        }
    }

    private void swap(int one, int other) {
        int kept = heap[one];
        heap[one] = heap[other];
        heap[other] = kept;
    }
}
