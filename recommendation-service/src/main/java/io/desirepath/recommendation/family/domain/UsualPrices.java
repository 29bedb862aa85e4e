package io.desirepath.recommendation.family.domain;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What products usually sell for: the median, over the accounts that bought one lately, of the unit price that each paid
 * last. For merchants who declare no prices. Prices of a second currency are left out, and a product that few bought has
 * no usual price: what one account pays is nobody else's business.
 */
public final class UsualPrices {

    public static final UsualPrices NONE = new UsualPrices("", new double[0]);

    /** So many accounts must have bought a product. */
    public static final int LEAST_ACCOUNTS = 5;

    /** Counted back from the newest order. */
    public static final int LATELY_DAYS = 180;

    private final String currency;
    /** By product; NaN where there is none. */
    private final double[] prices;

    private UsualPrices(String currency, double[] prices) {
        this.currency = currency;
        this.prices = prices;
    }

    /** The currency of all of them, in which most is bought. */
    public String currency() {
        return currency;
    }

    /** Above zero; NaN if it is not known. */
    public double of(int product) {
        return product < 0 || product >= prices.length ? Double.NaN : prices[product];
    }

    /** How many products have one. */
    public int count() {
        return (int) Arrays.stream(prices).filter(price -> price > 0).count();
    }

    /** Columns that grow together: there are as many rows as accounts have products. */
    private static final class Rows {
        private int[] products = new int[64];
        private int[] days = new int[64];
        private double[] prices = new double[64];
        private int size;

        void add(int product, int day, double price) {
            if (size == products.length) {
                products = Arrays.copyOf(products, size * 2);
                days = Arrays.copyOf(days, size * 2);
                prices = Arrays.copyOf(prices, size * 2);
            }
            products[size] = product;
            days[size] = day;
            prices[size++] = price;
        }

        int since(int first) {
            return (int)
                    Arrays.stream(days, 0, size).filter(day -> day >= first).count();
        }

        double[] medians(int first) {
            int[] order = IntStream.range(0, size)
                    .filter(row -> days[row] >= first)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(row -> products[row])
                            .thenComparingDouble(row -> prices[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double[] medians = new double[order.length == 0 ? 0 : products[order[order.length - 1]] + 1];
            Arrays.fill(medians, Double.NaN);
            int from = 0;
            while (from < order.length) {
                int product = products[order[from]];
                int until = from;
                while (until < order.length && products[order[until]] == product) {
                    until++;
                }
                if (until - from >= LEAST_ACCOUNTS) {
                    // Of an even number the lower one of the middle: a price that somebody paid.
                    medians[product] = prices[order[(from + until - 1) / 2]];
                }
                from = until;
            }
            return medians;
        }
    }

    /** Takes what each account paid last for each product. */
    public static final class Builder {
        private final Map<String, Rows> byCurrency = new TreeMap<>();
        private int newest = Integer.MIN_VALUE + LATELY_DAYS;

        /**
         * @param day of the purchase, from 1970-01-01
         * @param unitPrice passed over if it is not above zero
         */
        public void paid(int product, int day, BigDecimal unitPrice, String currency) {
            newest = Math.max(newest, day);
            if (unitPrice.signum() > 0 && day > newest - LATELY_DAYS) {
                byCurrency.computeIfAbsent(currency, c -> new Rows()).add(product, day, unitPrice.doubleValue());
            }
        }

        public UsualPrices build() {
            int first = newest - LATELY_DAYS + 1;
            String most = null;
            int rows = 0;
            for (Map.Entry<String, Rows> of : byCurrency.entrySet()) {
                int lately = of.getValue().since(first);
                if (lately > rows) {
                    most = of.getKey();
                    rows = lately;
                }
            }
            return most == null
                    ? NONE
                    : new UsualPrices(
                            most, byCurrency.getOrDefault(most, new Rows()).medians(first));
        }
    }
}
