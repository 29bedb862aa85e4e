package io.desirepath.recommendation.accountcontext.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NetPurchasesTest {

    @Test
    void aRefundTakesFromTheMostRecentEarlierPurchase() {
        List<Purchase> net =
                NetPurchases.of(List.of(bought("A", "m1", 10, 1), bought("A", "m2", 6, 2), refunded("A", "m3", 4, 3)));

        assertThat(net).containsExactly(bought("A", "m1", 10, 1), bought("A", "m2", 2, 2));
    }

    @Test
    void aRefundLargerThanTheLastPurchaseGoesOnToTheOneBefore() {
        List<Purchase> net =
                NetPurchases.of(List.of(bought("A", "m1", 10, 1), bought("A", "m2", 6, 2), refunded("A", "m3", 9, 3)));

        assertThat(net).containsExactly(bought("A", "m1", 7, 1));
    }

    @Test
    void aPurchaseThatIsWhollyTakenBackVanishes() {
        assertThat(NetPurchases.of(List.of(bought("A", "m1", 6, 1), refunded("A", "m2", 6, 2))))
                .isEmpty();
    }

    @Test
    void aRefundWithNothingToReduceIsIgnored() {
        List<Purchase> net = NetPurchases.of(List.of(
                refunded("A", "m1", 5, 1),
                bought("A", "m2", 3, 2),
                bought("B", "m3", 1, 1),
                refunded("C", "m4", 1, 9)));

        assertThat(net).containsExactly(bought("B", "m3", 1, 1), bought("A", "m2", 3, 2));
    }

    @Test
    void aRefundOfTheSameMomentComesAfterThePurchase() {
        assertThat(NetPurchases.of(List.of(refunded("A", "a", 6, 1), bought("A", "b", 6, 1))))
                .isEmpty();
    }

    @Property
    void theOrderOfArrivalDoesNotMatter(@ForAll("rows") List<Purchase> rows, @ForAll long seed) {
        List<Purchase> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(NetPurchases.of(shuffled)).isEqualTo(NetPurchases.of(rows));
    }

    @Property
    void neverMoreIsLeftThanWasBoughtAndNeverLessThanBoughtMinusRefunded(@ForAll("rows") List<Purchase> rows) {
        List<Purchase> net = NetPurchases.of(rows);

        for (String product : List.of("A", "B")) {
            long bought = quantity(rows, product, false);
            long refunded = quantity(rows, product, true);
            assertThat(quantity(net, product, false)).isBetween(Math.max(0, bought - refunded), bought);
        }
        assertThat(net).allSatisfy(purchase -> {
            assertThat(purchase.refund()).isFalse();
            assertThat(purchase.quantity()).isPositive();
        });
    }

    @Property
    void theLatestRowsAreLeftAsIfAllWereRead(@ForAll("rows") List<Purchase> rows, @ForAll int some) {
        List<Purchase> ordered = new ArrayList<>(rows);
        ordered.sort(NetPurchases.BY_TIME);
        List<Purchase> latest = ordered.subList(Math.floorMod(some, ordered.size() + 1), ordered.size());
        List<String> read = latest.stream().map(Purchase::messageId).toList();

        assertThat(NetPurchases.of(latest))
                .isEqualTo(NetPurchases.of(rows).stream()
                        .filter(purchase -> read.contains(purchase.messageId()))
                        .toList());
    }

    @Provide
    Arbitrary<List<Purchase>> rows() {
        Arbitrary<Purchase> row = Combinators.combine(
                        Arbitraries.of("A", "B"),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(0, 6))
                .as((product, refund, quantity, day) ->
                        new Purchase(product, "", refund, quantity, BigDecimal.ONE, "GBP", day(day)));
        return row.list().ofMaxSize(12).map(NetPurchasesTest::withMessageIds);
    }

    private static List<Purchase> withMessageIds(List<Purchase> rows) {
        List<Purchase> named = new ArrayList<>();
        for (Purchase row : rows) {
            named.add(new Purchase(
                    row.productId(),
                    "m" + named.size(),
                    row.refund(),
                    row.quantity(),
                    row.unitPrice(),
                    row.currency(),
                    row.at()));
        }
        return named;
    }

    private static long quantity(List<Purchase> rows, String product, boolean refund) {
        return rows.stream()
                .filter(row -> row.productId().equals(product) && row.refund() == refund)
                .mapToLong(Purchase::quantity)
                .sum();
    }

    private static Purchase bought(String product, String message, long quantity, int day) {
        return new Purchase(product, message, false, quantity, BigDecimal.ONE, "GBP", day(day));
    }

    private static Purchase refunded(String product, String message, long quantity, int day) {
        return new Purchase(product, message, true, quantity, BigDecimal.ONE, "GBP", day(day));
    }

    private static Instant day(int day) {
        return Instant.EPOCH.plusSeconds(86_400L * day);
    }
}
