package io.desirepath.benchmark.recommendation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a method recommends in each case.
 *
 * @param all ten items each
 * @param novel ten items each that the account had not bought before
 */
record Lists(int[][] all, int[][] novel) {

    /** What is left of them without what the accounts had not bought before. */
    Lists bought(List<Case> cases) {
        int[][] bought = new int[all.length][];
        for (int i = 0; i < all.length; i++) {
            Set<Integer> known = cases.get(i).known();
            bought[i] = Arrays.stream(all[i]).filter(known::contains).toArray();
        }
        return new Lists(bought, new int[all.length][0]);
    }

    static Lists concatenated(List<Lists> parts) {
        return new Lists(
                parts.stream().flatMap(part -> Arrays.stream(part.all())).toArray(int[][]::new),
                parts.stream().flatMap(part -> Arrays.stream(part.novel())).toArray(int[][]::new));
    }
}
