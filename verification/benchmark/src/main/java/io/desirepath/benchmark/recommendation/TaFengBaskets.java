package io.desirepath.benchmark.recommendation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The baskets of Ta-Feng as orders. They have no dates: those of a history lie as far apart as they do on average, and
 * everybody's next basket lies on one day.
 */
final class TaFengBaskets {

    /** The data spans four months; the users have about as many baskets as this makes of them. */
    private static final int DAYS_APART = 17;

    private static final int NEXT = 10_000;

    /** The day of the prediction: the next baskets that are known are known then. */
    static final int NOW = NEXT + 1;

    private final TaFengFiles files;
    private final Set<Integer> items = new HashSet<>();

    TaFengBaskets(TaFengFiles files) {
        this.files = files;
        files.histories().values().forEach(baskets -> baskets.forEach(items::addAll));
    }

    /** Everybody's history, and the next baskets of some. */
    OrderLines with(Collection<String> nextOf) {
        var lines = new OrderLines(new ArrayList<>(), new HashMap<>());
        files.histories().forEach((user, baskets) -> {
            for (int i = 0; i < baskets.size(); i++) {
                add(lines, user, baskets.get(i), NEXT - DAYS_APART * (baskets.size() - i));
            }
        });
        for (String user : nextOf) {
            if (files.histories().containsKey(user)) {
                add(lines, user, next(user), NEXT);
            }
        }
        return lines;
    }

    /** What is in nobody's history is left out, so that items have the same numbers whoever's next basket is known. */
    private void add(OrderLines lines, String user, List<Integer> basket, int day) {
        for (int item : basket) {
            if (items.contains(item)) {
                lines.lines().add(new OrderLines.Line(user, String.valueOf(item), day, 1, 1));
            }
        }
    }

    private List<Integer> next(String user) {
        List<List<Integer>> future = files.futures().getOrDefault(user, List.of());
        return future.isEmpty() ? List.of() : future.getFirst();
    }

    /** The next baskets of users that are not known in the world. */
    List<Case> cases(OrderWorld world, List<String> users) {
        Map<String, Integer> accounts = OrderWorld.numbers(world.accounts);
        Map<String, Integer> products = OrderWorld.numbers(world.products);
        List<Case> cases = new ArrayList<>();
        for (String user : users) {
            Integer account = accounts.get(user);
            // A product that is in nobody's history cannot be recommended, but counts as missed.
            int[] truth = next(user).stream()
                    .distinct()
                    .mapToInt(item -> products.getOrDefault(String.valueOf(item), -1 - item))
                    .toArray();
            if (account != null && truth.length > 0) {
                double[] values = new double[truth.length];
                Arrays.fill(values, 1);
                cases.add(new Case(account, truth, values, Case.known(world.histories, account, NOW), new double[0]));
            }
        }
        return cases;
    }
}
