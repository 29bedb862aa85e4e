package io.desirepath.recommendation.accountcontext.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For how long a product rests after what became of it.
 *
 * @param dismissed it is not shown
 * @param clicked it is shown later than others, unless it was bought since
 * @param purchased it is not shown; kinds that are for what is new never show it again anyway
 */
public record RestWindows(Window dismissed, Window clicked, Window purchased) {

    /** @param byKind exceptions, by the name of the kind */
    public record Window(Duration usual, Map<String, Duration> byKind) {
        public Window {
            byKind = Map.copyOf(byKind);
        }

        public static Window of(Duration usual) {
            return new Window(usual, Map.of());
        }

        Duration longest() {
            return byKind.values().stream().reduce(usual, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
    }

    /** When somebody of the account last dismissed the product, and last clicked on it where it was recommended. */
    public record Signal(
            String productId,
            @Nullable Instant dismissedAt,
            @Nullable Instant clickedAt) {}

    public static final RestWindows DEFAULT =
            new RestWindows(Window.of(Duration.ofDays(90)), Window.of(Duration.ofDays(7)), Window.of(Duration.ZERO));

    /** Signals that are older say nothing any more. */
    public Duration longest() {
        Duration longest = dismissed.longest();
        return clicked.longest().compareTo(longest) > 0 ? clicked.longest() : longest;
    }

    /** What rests, or has rested: who reads it compares with the clock. */
    public List<Rest> of(Collection<Signal> signals, Collection<ProductHistory> history) {
        Map<String, Instant> boughtAt = new HashMap<>();
        history.forEach(product -> boughtAt.put(product.productId(), product.lastAt()));
        List<Rest> rests = new ArrayList<>();
        for (Signal signal : signals) {
            add(rests, signal.productId(), signal.dismissedAt(), dismissed, true);
            Instant click = signal.clickedAt();
            Instant bought = boughtAt.get(signal.productId());
            if (click != null && (bought == null || bought.isBefore(click))) {
                add(rests, signal.productId(), click, clicked, false);
            }
        }
        boughtAt.forEach((product, at) -> add(rests, product, at, purchased, true));
        return rests;
    }

    private static void add(List<Rest> rests, String product, @Nullable Instant since, Window window, boolean hidden) {
        if (since == null) {
            return;
        }
        if (window.usual().isPositive()) {
            rests.add(new Rest(product, null, since.plus(window.usual()), hidden));
        }
        window.byKind().forEach((kind, duration) -> rests.add(new Rest(product, kind, since.plus(duration), hidden)));
    }
}
