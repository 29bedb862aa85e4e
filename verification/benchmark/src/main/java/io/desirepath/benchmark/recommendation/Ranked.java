package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.CandidateFeatures;
import io.desirepath.recommendation.ranker.domain.CandidateRows;
import io.desirepath.recommendation.ranker.domain.TrainingRows;
import io.desirepath.recommendation.ranker.domain.TwoRankers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;

/** The product's rankers over the product's candidates. */
final class Ranked {

    private Ranked() {}

    static BiFunction<Window, TopTen, Method> method(TwoRankers rankers) {
        return (window, top) -> {
            CandidateFeatures features = features(window);
            return (one, into) -> {
                CandidateRows rows = features.of(window.histories(), one.account(), one.account(), window.day());
                for (int row = 0; row < rows.size(); row++) {
                    into.add(rows.items()[row], rankers.score(rows, row, one.belief()));
                }
            };
        };
    }

    static void addTo(TrainingRows training, Window window) {
        CandidateRows[] rows = new CandidateRows[window.cases().size()];
        window.inChunks(chunk -> {
            CandidateFeatures features = features(window);
            for (int i : chunk) {
                int account = window.cases().get(i).account();
                rows[i] = features.of(window.histories(), account, account, window.day());
            }
        });
        for (int i = 0; i < rows.length; i++) {
            Case one = window.cases().get(i);
            Set<Integer> truth = new HashSet<>();
            Arrays.stream(one.truth()).forEach(truth::add);
            training.add(rows[i], truth::contains, 1 / Math.sqrt(one.truth().length), one.belief());
        }
    }

    static CandidateFeatures features(Window window) {
        return new CandidateFeatures(window.knowledge());
    }
}
