package io.desirepath.recommendation.ranker.domain;

/** Numbers of 32 bits among those of 16, so that what is read together can lie together: every other array costs a miss. */
final class Halves {

    private Halves() {}

    static void put(short[] halves, int at, int number) {
        halves[at] = (short) (number >>> Short.SIZE);
        halves[at + 1] = (short) number;
    }

    static int number(short[] halves, int at) {
        return halves[at] << Short.SIZE | Short.toUnsignedInt(halves[at + 1]);
    }
}
