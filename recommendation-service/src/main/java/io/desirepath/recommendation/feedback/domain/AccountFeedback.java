package io.desirepath.recommendation.feedback.domain;

import io.desirepath.recommendation.accountcontext.domain.Purchase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What became of the lists that one account was shown, and what it bought. Filled once, then read. */
public final class AccountFeedback {

    /**
     * A list, as far as feedback is grouped by it.
     *
     * @param kinds of its items, the first position first
     * @param products of its items; null where there is content
     */
    public record ShownList(
            UUID id,
            Instant at,
            String placement,
            @Nullable String stage,
            String strategyVersion,
            @Nullable String experimentId,
            List<String> kinds,
            @Nullable String[] products) {

        int positionOf(String product) {
            for (int i = 0; i < products.length; i++) {
                if (product.equals(products[i])) {
                    return i + 1;
                }
            }
            return 0;
        }
    }

    /** An item at its position, from 1, in a list. */
    public record ShownItem(UUID recommendationId, int position) {}

    /**
     * The lists of an experiment, and how long what becomes of them counts.
     *
     * @param from of the first list; older ones are of a deleted experiment of the same name
     * @param end exclusive: what is done later is not counted
     */
    public record ListsOfExperiment(String experimentId, Instant from, Instant end) {

        boolean has(ShownList list) {
            return experimentId.equals(list.experimentId()) && !list.at().isBefore(from);
        }
    }

    private final Map<UUID, ShownList> lists = new HashMap<>();
    private final Map<ShownItem, Instant> firstViews = new HashMap<>();
    private final Map<ShownItem, Instant> firstClicks = new HashMap<>();
    private final Set<Touch> touches = new HashSet<>();
    private final Set<Purchase> purchases = new HashSet<>();
    private final Set<Claim> claims = new HashSet<>();

    /**
     * Somebody did something with a list.
     *
     * @param position of the item; null if the event named the product, or nothing
     * @param product null if the event named the position, or nothing: then the whole list was seen
     */
    public void add(ShownList list, Action action, @Nullable Integer position, @Nullable String product, Instant at) {
        lists.putIfAbsent(list.id(), list);
        positions(list, action, position, product).forEach(where -> {
            ShownItem item = new ShownItem(list.id(), where);
            if (action == Action.CLICKED) {
                firstClicks.merge(item, at, AccountFeedback::earlier);
            }
            if (action != Action.DISMISSED) {
                // Who clicks has seen it, also where no view was told.
                firstViews.merge(item, at, AccountFeedback::earlier);
            }
            String shown = list.products()[where - 1];
            if (shown != null) {
                touches.add(new Touch(list.id(), where, shown, action, at));
            }
        });
    }

    private static IntStream positions(
            ShownList list, Action action, @Nullable Integer position, @Nullable String product) {
        int size = list.kinds().size();
        if (position != null) {
            return position >= 1 && position <= size ? IntStream.of(position) : IntStream.empty();
        }
        if (product != null) {
            int where = list.positionOf(product);
            return where > 0 ? IntStream.of(where) : IntStream.empty();
        }
        return action == Action.VIEWED ? IntStream.rangeClosed(1, size) : IntStream.empty();
    }

    /** A line of an order names the list it comes from; passed over if the list does not have the product. */
    public void addClaim(ShownList list, String messageId, String product) {
        int where = list.positionOf(product);
        if (where > 0) {
            lists.putIfAbsent(list.id(), list);
            claims.add(new Claim(messageId, product, list.id(), where));
        }
    }

    public void add(Purchase purchase) {
        purchases.add(purchase);
    }

    public List<Credit> credits(AttributionWindows windows) {
        return Attribution.of(touches, purchases, claims, windows);
    }

    public ShownList list(UUID id) {
        ShownList list = lists.get(id);
        if (list == null) {
            throw new IllegalArgumentException("nothing is known of the list " + id);
        }
        return list;
    }

    public Set<ShownItem> views() {
        return Set.copyOf(firstViews.keySet());
    }

    public Set<ShownItem> clicks() {
        return Set.copyOf(firstClicks.keySet());
    }

    /** Items seen in lists of an experiment, each once. */
    public long viewsIn(ListsOfExperiment lists) {
        return count(firstViews, lists);
    }

    /** Items clicked on in lists of an experiment, each once. */
    public long clicksIn(ListsOfExperiment lists) {
        return count(firstClicks, lists);
    }

    private long count(Map<ShownItem, Instant> first, ListsOfExperiment experiment) {
        return first.entrySet().stream()
                .filter(item -> experiment.has(list(item.getKey().recommendationId()))
                        && item.getValue().isBefore(experiment.end()))
                .count();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public List<Purchase> purchases() {
        return new ArrayList<>(purchases);
    }
}
