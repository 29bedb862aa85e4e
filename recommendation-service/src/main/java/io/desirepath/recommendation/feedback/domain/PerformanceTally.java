package io.desirepath.recommendation.feedback.domain;

import io.desirepath.recommendation.feedback.domain.AccountFeedback.ShownItem;
import io.desirepath.recommendation.feedback.domain.AccountFeedback.ShownList;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up, account by account, what became of the lists that were answered in a period. What happens to such a list after
 * the period still counts for it.
 */
public final class PerformanceTally {

    /** What the numbers are grouped by. */
    public enum Dimension {
        PLACEMENT,
        KIND,
        STAGE,
        STRATEGY;

        /** The group of lists without a stage. */
        public static final String NO_STAGE = "NONE";

        String key(ShownList list, int position) {
            return switch (this) {
                case PLACEMENT -> list.placement();
                case KIND -> list.kinds().get(position - 1);
                case STAGE -> list.stage() == null ? NO_STAGE : list.stage();
                case STRATEGY -> list.strategyVersion();
            };
        }
    }

    /** A group. */
    public static final class Group {
        private long views;
        private long clicks;
        private long conversions;
        private final Map<String, BigDecimal> revenue = new TreeMap<>();
        private final ClusteredRatio clickThrough = new ClusteredRatio();

        /** Items seen, each once. */
        public long views() {
            return views;
        }

        public long clicks() {
            return clicks;
        }

        /** Lines of orders that are credited. */
        public long conversions() {
            return conversions;
        }

        /** Of these lines, net of refunds, by currency. */
        public Map<String, BigDecimal> revenue() {
            return Map.copyOf(revenue);
        }

        public ClusteredRatio clickThrough() {
            return clickThrough;
        }
    }

    private final Dimension by;
    private final Instant from;
    private final Instant to;
    private final AttributionWindows windows;
    private final Map<String, Group> groups = new TreeMap<>();

    /** @param to exclusive */
    public PerformanceTally(Dimension by, Instant from, Instant to, AttributionWindows windows) {
        this.by = by;
        this.from = from;
        this.to = to;
        this.windows = windows;
    }

    public void add(AccountFeedback account) {
        Map<String, long[]> seen = new HashMap<>();
        account.views().forEach(item -> count(account, item, seen, 0));
        account.clicks().forEach(item -> count(account, item, seen, 1));
        seen.forEach((key, counts) -> {
            Group group = group(key);
            group.views += counts[0];
            group.clicks += counts[1];
            group.clickThrough.add(counts[1], counts[0]);
        });
        for (Credit credit : account.credits(windows)) {
            ShownList list = account.list(credit.recommendationId());
            if (isInPeriod(list)) {
                Group group = group(by.key(list, credit.position()));
                group.conversions++;
                group.revenue.merge(credit.currency(), credit.revenue(), BigDecimal::add);
            }
        }
    }

    private void count(AccountFeedback account, ShownItem item, Map<String, long[]> seen, int which) {
        ShownList list = account.list(item.recommendationId());
        if (isInPeriod(list)) {
            seen.computeIfAbsent(by.key(list, item.position()), key -> new long[2])[which]++;
        }
    }

    private boolean isInPeriod(ShownList list) {
        return !list.at().isBefore(from) && list.at().isBefore(to);
    }

    /** By their keys. */
    public Map<String, Group> groups() {
        return new TreeMap<>(groups);
    }

    private Group group(String key) {
        return groups.computeIfAbsent(key, unheard -> new Group());
    }
}
