package io.desirepath.recommendation.accountcontext.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account's purchases of one product, summed up.
 *
 * @param orders how many orders had it
 * @param days on how many days (UTC) it was ordered
 * @param quantity how many in all
 * @param weight how often it was bought, each day of purchase halved for every {@link #HALF_LIFE} before the last one
 * @param medianGapDays between one day of purchase and the next; null with fewer than two
 * @param unitPrice the last one paid, above zero; null if there is none
 * @param currency of the unit price
 * @param lastAt the last purchase
 * @param latest the most recent purchases, the last first, at most {@value #LATEST}
 * @param rhythm of its intervals and quantities
 */
public record ProductHistory(
        String productId,
        int orders,
        int days,
        long quantity,
        double weight,
        @Nullable Double medianGapDays,
        @Nullable BigDecimal unitPrice,
        @Nullable String currency,
        Instant lastAt,
        List<OrderReference> latest,
        Rhythm rhythm) {

    /** After which a purchase counts half. Tuned on the validation months of Online Retail; the optimum is flat. */
    public static final Duration HALF_LIFE = Duration.ofDays(120);

    static final int LATEST = 3;

    private static final double DAY_SECONDS = 86_400;
    private static final Comparator<ProductHistory> LAST_FIRST =
            Comparator.comparing(ProductHistory::lastAt).reversed().thenComparing(ProductHistory::productId);

    /** An order as evidence. */
    public record OrderReference(String messageId, Instant at, long quantity) {}

    public ProductHistory {
        latest = List.copyOf(latest);
        // A cache may hold what an older version wrote.
        rhythm = Objects.requireNonNullElse(rhythm, Rhythm.NONE);
    }

    /** Without a rhythm. */
    public ProductHistory(
            String productId,
            int orders,
            int days,
            long quantity,
            double weight,
            @Nullable Double medianGapDays,
            @Nullable BigDecimal unitPrice,
            @Nullable String currency,
            Instant lastAt,
            List<OrderReference> latest) {
        this(
                productId,
                orders,
                days,
                quantity,
                weight,
                medianGapDays,
                unitPrice,
                currency,
                lastAt,
                latest,
                Rhythm.NONE);
    }

    /**
     * Sums up net purchases by product.
     *
     * @param net as {@link NetPurchases#of} returns them, the oldest first
     * @return the product bought last first
     */
    public static List<ProductHistory> of(Collection<Purchase> net) {
        Map<String, List<Purchase>> byProduct = new LinkedHashMap<>();
        for (Purchase purchase : net) {
            byProduct
                    .computeIfAbsent(purchase.productId(), id -> new ArrayList<>())
                    .add(purchase);
        }
        return byProduct.values().stream()
                .map(ProductHistory::ofProduct)
                .sorted(LAST_FIRST)
                .toList();
    }

    private static ProductHistory ofProduct(List<Purchase> purchases) {
        Purchase last = purchases.getLast();
        long[] days =
                purchases.stream().mapToLong(p -> dayOf(p.at())).distinct().toArray();
        Purchase priced = purchases.reversed().stream()
                .filter(p -> p.shownUnitPrice().signum() > 0)
                .findFirst()
                .orElse(null);
        return new ProductHistory(
                last.productId(),
                purchases.size(),
                days.length,
                purchases.stream().mapToLong(Purchase::quantity).sum(),
                weight(days),
                medianGap(days),
                priced == null ? null : priced.shownUnitPrice(),
                priced == null ? null : priced.currency(),
                last.at(),
                purchases.reversed().stream()
                        .limit(LATEST)
                        .map(p -> new OrderReference(p.messageId(), p.at(), p.quantity()))
                        .toList(),
                Rhythm.of(days, quantities(purchases, days)));
    }

    /** The decayed frequency so many days after the last purchase: weights decay alike. */
    public double frequencyAfter(double days) {
        return weight * Math.pow(0.5, days / HALF_LIFE.toDays());
    }

    /** Days, with fractions, since the last purchase; zero if that lies in the future. */
    public double daysSinceLast(Instant now) {
        return Math.max(0, Duration.between(lastAt, now).toMillis() / 1000d / DAY_SECONDS);
    }

    private static long[] quantities(List<Purchase> purchases, long[] days) {
        long[] quantities = new long[days.length];
        int day = 0;
        for (Purchase purchase : purchases) {
            if (dayOf(purchase.at()) != days[day]) {
                day++;
            }
            quantities[day] += purchase.quantity();
        }
        return quantities;
    }

    private static double weight(long[] days) {
        double weight = 0;
        for (long day : days) {
            weight += Math.pow(0.5, (double) (days[days.length - 1] - day) / HALF_LIFE.toDays());
        }
        return weight;
    }

    private static @Nullable Double medianGap(long[] days) {
        if (days.length < 2) {
            return null;
        }
        double[] gaps = new double[days.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (double) (days[i + 1] - days[i]);
        }
        java.util.Arrays.sort(gaps);
        int middle = gaps.length / 2;
        return gaps.length % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2;
    }

    private static long dayOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), (long) DAY_SECONDS);
    }
}
