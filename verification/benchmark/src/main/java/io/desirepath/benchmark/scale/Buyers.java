package io.desirepath.benchmark.scale;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.catalog.contract.domain.Buyer;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Generated accounts. Each buys 10 to 250 products (as many have 10 to 20 as 125 to 250: the middle is 50, as with the accounts
 * of Online Retail that order twice) out of a few families: families are chosen by a Zipf law with exponent .7, products of a
 * family with exponent .5. It orders on 5 to 30 days of two years, and buys every product on one to three of them.
 *
 * @param today the day after the last order, from 1970-01-01
 */
record Buyers(int accounts, Assortment assortment, int today) {

    static final int GROUPS = 20;

    private static final int DAYS = 730;
    private static final int FEWEST = 10;
    private static final int MOST = 250;
    private static final int PRODUCTS_OF_AN_INTEREST = 15;
    private static final int VIEWS = 10;
    private static final double OF_FAMILIES = .7;
    private static final double IN_FAMILY = .5;

    AccountId id(int account) {
        return new AccountId("company-" + assortment.products() + "-" + account);
    }

    OrderHistories histories() {
        var histories = new OrderHistories.Builder();
        for (int account = 0; account < accounts; account++) {
            for (long line : lines(account)) {
                histories.line(account, day(line), product(line), quantity(line));
            }
        }
        return histories.build(assortment.products());
    }

    AccountContext context(int account) {
        var random = new SplittableRandom(account);
        List<Purchase> purchases = new ArrayList<>();
        for (long line : lines(account)) {
            purchases.add(new Purchase(
                    assortment.id(product(line)),
                    new UUID(account * 31L + day(line), day(line) * 0x9E3779B97F4A7C15L).toString(),
                    false,
                    quantity(line),
                    assortment.price(product(line)),
                    "GBP",
                    at(day(line))));
        }
        List<AccountContext.View> views = new ArrayList<>();
        for (int i = 0; i < VIEWS; i++) {
            String product = purchases.get(random.nextInt(purchases.size())).productId();
            views.add(new AccountContext.View(product, at(today - 1).minus(i, ChronoUnit.HOURS)));
        }
        String group = "group-" + account % GROUPS;
        return new AccountContext(
                standing(random),
                ProductHistory.of(purchases),
                views,
                1,
                List.of(),
                new Buyer(List.of(new Buyer.Party(id(account).value(), group, group)), "GB"),
                "retail",
                List.of());
    }

    /** Sorted by day and product: the day, the product and the quantity in one number. */
    private long[] lines(int account) {
        var random = new SplittableRandom(account * 0x9E3779B97F4A7C15L);
        int count = (int) (FEWEST * Math.pow((double) MOST / FEWEST, random.nextDouble()));
        int[] families = random.ints(3 + count / PRODUCTS_OF_AN_INTEREST, 0, 1 << 30)
                .map(draw -> family(zipf(assortment.families(), OF_FAMILIES, draw)))
                .toArray();
        int[] days = random.ints(5 + count / 10L, 1, DAYS).sorted().distinct().toArray();
        TreeSet<Integer> products = new TreeSet<>();
        for (int draws = 0; products.size() < count && draws < 4 * count; draws++) {
            int family = families[random.nextInt(families.length)];
            int place = zipf(Assortment.FAMILY, IN_FAMILY, random.nextInt(1 << 30));
            products.add(Math.min(assortment.products() - 1, family * Assortment.FAMILY + place));
        }
        TreeSet<Long> lines = new TreeSet<>();
        for (int product : products) {
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                long day = today - days[random.nextInt(days.length)];
                lines.add(day << 40 | (long) product << 8 | 1 + product % 24);
            }
        }
        return lines.stream().mapToLong(Long::longValue).toArray();
    }

    /** Neighbours in popularity are no neighbours in the assortment. */
    int family(int rank) {
        return (int) ((rank * 7919L + 13) % assortment.families());
    }

    /** A rank below {@code of} with a density of {@code rank^-exponent}, by inversion. */
    static int zipf(int of, double exponent, int draw) {
        return (int) (of * Math.pow(draw / (double) (1 << 30), 1 / (1 - exponent)));
    }

    private AccountContext.Standing standing(SplittableRandom random) {
        double[] weights = Arrays.stream(Stage.values())
                .mapToDouble(s -> -Math.log(random.nextDouble(1e-9, 1)))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        Map<Stage, Double> belief = new EnumMap<>(Stage.class);
        Stage held = Stage.values()[0];
        for (Stage stage : Stage.values()) {
            belief.put(stage, weights[stage.ordinal()] / sum);
            held = weights[stage.ordinal()] > weights[held.ordinal()] ? stage : held;
        }
        return new AccountContext.Standing(held, at(today - 20), belief);
    }

    private static Instant at(int day) {
        return Instant.EPOCH.plus(day, ChronoUnit.DAYS).plus(9, ChronoUnit.HOURS);
    }

    private static int day(long line) {
        return (int) (line >> 40);
    }

    private static int product(long line) {
        return (int) (line >> 8);
    }

    private static int quantity(long line) {
        return (int) (line & 0xFF);
    }
}
