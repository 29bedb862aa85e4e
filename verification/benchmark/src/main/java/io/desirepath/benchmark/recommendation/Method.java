package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.SparseScores;
import java.util.function.BiFunction;

/** Scores items for an account; what it does not score is worth less than what it does. One for each thread. */
interface Method {

    void score(Case one, SparseScores into);

    /** Recommends in every case of a window. */
    static Lists run(Window window, BiFunction<Window, TopTen, Method> methods) {
        var lists = new Lists(
                new int[window.cases().size()][], new int[window.cases().size()][]);
        window.inChunks(chunk -> {
            var top = new TopTen(window.popularity());
            Method method = methods.apply(window, top);
            var scores = new SparseScores();
            for (int i : chunk) {
                Case one = window.cases().get(i);
                scores.clear();
                method.score(one, scores);
                lists.all()[i] = top.of(scores, one, false);
                lists.novel()[i] = top.of(scores, one, true);
            }
        });
        return lists;
    }
}
