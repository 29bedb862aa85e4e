package io.desirepath.recommendation.copurchase.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changes in the counts when an account's lines change: counts are sums over accounts, so old ones are subtracted and
 * new ones added.
 *
 * @param accounts 1 if the account begins to count, -1 if it ends to
 * @param products by id, those whose days changed
 * @param pairs by the ids of both products, each pair both ways
 */
public record CountChange(int accounts, Map<String, Count> products, Map<String, Map<String, Count>> pairs) {

    private static final int[] NEVER = {};

    /** @param windowDays how many days apart two purchases still belong together */
    public static CountChange between(List<BasketLine> before, List<BasketLine> after, int windowDays) {
        Map<String, int[]> was = daysByProduct(before);
        Map<String, int[]> is = daysByProduct(after);
        Set<String> others = new HashSet<>(was.keySet());
        others.addAll(is.keySet());
        List<String> changed = others.stream()
                .filter(product -> !Arrays.equals(was.get(product), is.get(product)))
                .toList();
        Map<String, Count> products = new HashMap<>();
        Map<String, Map<String, Count>> pairs = new HashMap<>();
        for (String product : changed) {
            others.remove(product);
            int[] old = was.getOrDefault(product, NEVER);
            int[] now = is.getOrDefault(product, NEVER);
            products.put(product, alone(now).minus(alone(old)));
            for (String other : others) {
                Count count = together(now, is.getOrDefault(other, NEVER), windowDays)
                        .minus(together(old, was.getOrDefault(other, NEVER), windowDays));
                if (!count.equals(Count.NONE)) {
                    pairs.computeIfAbsent(product, id -> new HashMap<>()).put(other, count);
                    pairs.computeIfAbsent(other, id -> new HashMap<>()).put(product, count);
                }
            }
        }
        return new CountChange((is.isEmpty() ? 0 : 1) - (was.isEmpty() ? 0 : 1), products, pairs);
    }

    /** The products whose lists change by it. */
    public Set<String> touched() {
        Set<String> touched = new HashSet<>(products.keySet());
        touched.addAll(pairs.keySet());
        return touched;
    }

    private static Map<String, int[]> daysByProduct(List<BasketLine> lines) {
        Map<String, List<Integer>> days = new HashMap<>();
        lines.forEach(line ->
                days.computeIfAbsent(line.productId(), id -> new ArrayList<>()).add(line.day()));
        Map<String, int[]> sorted = HashMap.newHashMap(days.size());
        days.forEach((id, some) -> sorted.put(
                id, some.stream().mapToInt(Integer::intValue).sorted().toArray()));
        return sorted;
    }

    private static Count alone(int[] days) {
        return new Count(days.length > 0 ? 1 : 0, days.length);
    }

    /** Both ascending. */
    private static Count together(int[] some, int[] others, int windowDays) {
        int baskets = 0;
        boolean near = false;
        int i = 0;
        int j = 0;
        while (i < some.length && j < others.length) {
            int apart = some[i] - others[j];
            near |= Math.abs(apart) <= windowDays;
            baskets += apart == 0 ? 1 : 0;
            if (apart <= 0) {
                i++;
            } else {
                j++;
            }
        }
        return new Count(near ? 1 : 0, baskets);
    }
}
