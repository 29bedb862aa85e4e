package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Where the candidates of each kind come from. None of them filters; none of them sorts. */
final class Generators {

    private Generators() {}

    /** Everything the account buys. Products that no store knows are reported, not returned. */
    static List<Candidate> reorders(Request request, Consumer<String> unknown) {
        List<Candidate> candidates = new ArrayList<>();
        for (ProductHistory history : request.account().history()) {
            int product = request.catalogue().find(history.productId());
            if (product < 0) {
                unknown.accept(history.productId());
            } else {
                ReorderSignal signal = ReorderSignal.of(history, request.now());
                candidates.add(new Candidate.Reorder(product, signal.score(), history, signal));
            }
        }
        return candidates;
    }

    static List<Candidate> trending(Request request) {
        ModelLists model = request.model();
        return IntStream.range(0, model.trendingCount())
                .<Candidate>mapToObj(model::trending)
                .toList();
    }
}
