package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.reorder.domain.Intervals;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import io.desirepath.recommendation.reorder.domain.ReorderForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the candidates of each kind come from. None of them filters; none of them sorts. */
final class Generators {

    private Generators() {}

    /** Everything the account buys. Products that no store knows are reported, not returned. */
    static List<Candidate> reorders(Request request, Consumer<String> unknown) {
        List<Candidate> candidates = new ArrayList<>();
        Intervals ofAccount = Intervals.of(request.account().history());
        ProductIntervals intervals = request.intervals();
        for (int i = 0; i < request.boughtNumbers().length; i++) {
            ProductHistory history = request.account().history().get(i);
            int product = request.boughtNumbers()[i];
            if (product < 0) {
                unknown.accept(history.productId());
            } else {
                ReorderForecast forecast =
                        ReorderForecast.of(history.rhythm(), ofAccount, intervals.of(product), intervals.ofAll());
                ReorderSignal signal = ReorderSignal.of(history, forecast, request.now());
                candidates.add(new Candidate.Reorder(product, signal.score(), history, signal));
            }
        }
        return candidates;
    }

    /** Better versions of what the account buys. */
    static List<Candidate> upsells(Request request) {
        Shelf shelf = request.shelf();
        if (shelf == null) {
            return List.of();
        }
        List<Upsells.Bought> bought = new ArrayList<>();
        for (int i = 0; i < Math.min(Seeds.MAX_ORDERED, request.boughtNumbers().length); i++) {
            if (request.boughtNumbers()[i] >= 0) {
                ProductHistory history = request.account().history().get(i);
                bought.add(new Upsells.Bought(
                        request.boughtNumbers()[i], history.rhythm().usualQuantity(), paid(history)));
            }
        }
        return Upsells.of(bought, shelf);
    }

    private static Shelf.@Nullable Offer paid(ProductHistory history) {
        return history.unitPrice() == null || history.currency() == null
                ? null
                : new Shelf.Offer(Shelf.Basis.PAID, history.unitPrice(), history.currency());
    }

    /** Alternatives to what the account looks at or has in its cart, and to what it bought and can be had no more. */
    static List<Candidate> substitutes(Request request) {
        Shelf shelf = request.shelf();
        return shelf == null ? List.of() : Substitutes.of(Seeds.of(request), shelf, request.model());
    }

    static List<Candidate> trending(Request request) {
        return request.model().trending();
    }
}
