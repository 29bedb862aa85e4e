package io.desirepath.benchmark.recommendation;

import java.util.List;

/**
 * What a method recommends in each case.
 *
 * @param all ten items each
 * @param novel ten items each that the account had not bought before
 */
record Lists(int[][] all, int[][] novel) {

    static Lists concatenated(List<Lists> parts) {
        return new Lists(
                parts.stream()
                        .flatMap(part -> java.util.Arrays.stream(part.all()))
                        .toArray(int[][]::new),
                parts.stream()
                        .flatMap(part -> java.util.Arrays.stream(part.novel()))
                        .toArray(int[][]::new));
    }
}
