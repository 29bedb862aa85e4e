package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.Knowledge;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import io.desirepath.recommendation.ranker.domain.PairLists;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A moment: what was known then, and what came after it.
 *
 * @param day nothing from it on is known
 * @param knowledge of the product, with its lists as they are served
 * @param allPairs lists for the methods beside it, uncut where these are run
 * @param popularity all items, the one with most accounts first
 */
record Window(
        int day,
        OrderHistories histories,
        Knowledge knowledge,
        PairLists allPairs,
        List<Integer> popularity,
        List<Case> cases) {

    private static final int CHUNK = 50;

    static List<Integer> popularity(int[] accounts) {
        return IntStream.range(0, accounts.length)
                .boxed()
                .sorted(Comparator.comparingInt(item -> -accounts[item]))
                .toList();
    }

    /** The same moment with other cases. */
    Window with(List<Case> others) {
        return new Window(day, histories, knowledge, allPairs, popularity, others);
    }

    /** The same moment with at most so many of the cases, evenly drawn. */
    Window sample(int most) {
        int every = Math.max(1, (cases.size() + most - 1) / most);
        return with(IntStream.range(0, cases.size())
                .filter(i -> i % every == 0)
                .mapToObj(cases::get)
                .toList());
    }

    /** The cases in chunks, on all processors. */
    void inChunks(Consumer<List<Integer>> work) {
        IntStream.range(0, (cases.size() + CHUNK - 1) / CHUNK)
                .parallel()
                .forEach(chunk ->
                        work.accept(IntStream.range(chunk * CHUNK, Math.min(cases.size(), (chunk + 1) * CHUNK))
                                .boxed()
                                .toList()));
    }
}
