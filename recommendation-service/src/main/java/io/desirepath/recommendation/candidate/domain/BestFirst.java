package io.desirepath.recommendation.candidate.domain;

/** Numbers from the best to the worst, without sorting those that nobody comes to: a heap of all with the best on top. */
final class BestFirst {

    /** An order among numbers of equal score. */
    interface Ties {
        /** Below zero if the first is better. */
        int compare(int one, int other);
    }

    private final int[] numbers;
    private final double[] scores;
    private final Ties ties;
    private int size;

    /** @param numbers with the score of each; both are taken over */
    BestFirst(int[] numbers, double[] scores, Ties ties) {
        this.numbers = numbers;
        this.scores = scores;
        this.ties = ties;
        this.size = numbers.length;
        for (int parent = size / 2 - 1; parent >= 0; parent--) {
            down(parent);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The best of those that have not been taken, which is taken with that. */
    int next() {
        int best = numbers[0];
        size--;
        numbers[0] = numbers[size];
        scores[0] = scores[size];
        down(0);
        return best;
    }

    private void down(int from) {
        int parent = from;
        int child = 2 * parent + 1;
        while (child < size) {
            if (child + 1 < size && isBetter(child + 1, child)) {
                child++;
            }
            if (!isBetter(child, parent)) {
                return;
            }
            swap(parent, child);
            parent = child;
            child = 2 * parent + 1;
        }
    }

    private boolean isBetter(int one, int other) {
        return scores[one] > scores[other]
                || scores[one] == scores[other] && ties.compare(numbers[one], numbers[other]) < 0;
    }

    private void swap(int one, int other) {
        int number = numbers[one];
        numbers[one] = numbers[other];
        numbers[other] = number;
        double score = scores[one];
        scores[one] = scores[other];
        scores[other] = score;
    }
}
