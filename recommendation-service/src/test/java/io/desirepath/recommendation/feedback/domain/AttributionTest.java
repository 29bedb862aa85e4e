package io.desirepath.recommendation.feedback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.accountcontext.domain.NetPurchases;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AttributionTest {

    private static final AttributionWindows WINDOWS = AttributionWindows.DEFAULT;
    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

    @Test
    void theLastTouchOfTheProductHasTheCredit() {
        List<Credit> credits = attribute(
                List.of(
                        touch(1, "A", Action.CLICKED, 0),
                        touch(2, "A", Action.CLICKED, 24),
                        touch(3, "B", Action.CLICKED, 25)),
                List.of(bought("m", "A", 3, 48)));

        assertThat(credits).containsExactly(new Credit(id(2), 2, "A", "m", 3, new BigDecimal("7.50"), "GBP"));
    }

    @Test
    void aClickReachesFourteenDaysAndAViewOne() {
        assertThat(attribute(List.of(touch(1, "A", Action.CLICKED, 0)), List.of(bought("m", "A", 1, 14 * 24))))
                .hasSize(1);
        assertThat(attribute(List.of(touch(1, "A", Action.CLICKED, 0)), List.of(bought("m", "A", 1, 14 * 24 + 1))))
                .isEmpty();
        assertThat(attribute(List.of(touch(1, "A", Action.VIEWED, 0)), List.of(bought("m", "A", 1, 24))))
                .hasSize(1);
        assertThat(attribute(List.of(touch(1, "A", Action.VIEWED, 0)), List.of(bought("m", "A", 1, 25))))
                .isEmpty();
        assertThat(attribute(List.of(touch(1, "A", Action.DISMISSED, 0)), List.of(bought("m", "A", 1, 1))))
                .isEmpty();
        assertThat(attribute(List.of(touch(1, "A", Action.CLICKED, 5)), List.of(bought("m", "A", 1, 4))))
                .as("what came first was not led to")
                .isEmpty();
    }

    @Test
    void aViewThatHasRunOutLeavesTheCreditToAnOlderClick() {
        List<Credit> credits = attribute(
                List.of(touch(1, "A", Action.CLICKED, 0), touch(2, "A", Action.VIEWED, 24)),
                List.of(bought("m", "A", 1, 72)));

        assertThat(credits).extracting(Credit::recommendationId).containsExactly(id(1));
    }

    @Test
    void whatTheOrderNamesItselfGoesBeforeEveryTouch() {
        List<Credit> credits = Attribution.of(
                List.of(touch(1, "A", Action.CLICKED, 0)),
                List.of(bought("m", "A", 1, 1)),
                List.of(new Claim("m", "A", id(7), 4)),
                WINDOWS);

        assertThat(credits)
                .extracting(Credit::recommendationId, Credit::position)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(id(7), 4));
    }

    @Test
    void aPartialRefundTakesItsPartOfTheRevenueBack() {
        List<Credit> credits = attribute(
                List.of(touch(1, "A", Action.CLICKED, 0)), List.of(bought("m", "A", 5, 1), refunded("r", "A", 2, 30)));

        assertThat(credits).extracting(Credit::quantity).containsExactly(3L);
        assertThat(credits).extracting(Credit::revenue).containsExactly(new BigDecimal("7.50"));
    }

    @Property(tries = 500)
    void neitherOrderNorDuplicatesMatter(
            @ForAll("touches") List<Touch> touches, @ForAll("purchases") List<Purchase> purchases, @ForAll long seed) {
        List<Touch> again = new ArrayList<>(touches);
        again.addAll(touches);
        Collections.shuffle(again, new Random(seed));
        List<Purchase> told = new ArrayList<>(purchases);
        told.addAll(purchases);
        Collections.shuffle(told, new Random(seed + 1));

        assertThat(attribute(again, told)).containsExactlyInAnyOrderElementsOf(attribute(touches, purchases));
    }

    @Property(tries = 500)
    void everyLineIsCreditedAtMostOnceAndOnlyWithinAWindow(
            @ForAll("touches") List<Touch> touches, @ForAll("purchases") List<Purchase> purchases) {
        List<Credit> credits = attribute(touches, purchases);
        List<Purchase> net = NetPurchases.of(purchases);

        assertThat(new HashSet<>(
                        credits.stream().map(c -> c.messageId() + c.productId()).toList()))
                .hasSameSizeAs(credits);
        for (Credit credit : credits) {
            Purchase bought = net.stream()
                    .filter(p -> p.messageId().equals(credit.messageId())
                            && p.productId().equals(credit.productId()))
                    .findAny()
                    .orElseThrow();
            assertThat(credit.quantity()).isEqualTo(bought.quantity());
            assertThat(touches)
                    .anyMatch(touch -> touch.recommendationId().equals(credit.recommendationId())
                            && touch.productId().equals(bought.productId())
                            && !touch.at().isAfter(bought.at())
                            && Duration.between(touch.at(), bought.at()).compareTo(Duration.ofDays(14)) <= 0);
        }
    }

    @Property(tries = 500)
    void refundsOfEverythingLeaveNothing(
            @ForAll("touches") List<Touch> touches, @ForAll("purchases") List<Purchase> purchases) {
        List<Purchase> all = new ArrayList<>(purchases);
        for (Purchase purchase : purchases) {
            if (!purchase.refund()) {
                all.add(refunded("back-" + purchase.messageId(), purchase.productId(), purchase.quantity(), 10_000));
            }
        }

        assertThat(attribute(touches, all)).isEmpty();
    }

    @Provide
    Arbitrary<List<Touch>> touches() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of("A", "B", "C"),
                        Arbitraries.of(Action.class),
                        Arbitraries.integers().between(0, 600))
                .as(AttributionTest::touch)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Purchase>> purchases() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.of("A", "B", "C"),
                        Arbitraries.longs().between(1, 5),
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(3, Arbitraries.just(false)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(true))))
                .as((message, product, quantity, hour, refund) -> refund
                        ? refunded("r" + message, product, quantity, hour)
                        : bought("m" + message, product, quantity, hour))
                .list()
                .uniqueElements(p -> p.messageId() + p.productId())
                .ofMaxSize(12);
    }

    private static List<Credit> attribute(List<Touch> touches, List<Purchase> purchases) {
        return Attribution.of(touches, purchases, List.of(), WINDOWS);
    }

    private static Touch touch(int recommendation, String product, Action action, int hour) {
        return new Touch(id(recommendation), recommendation, product, action, START.plus(Duration.ofHours(hour)));
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static Purchase bought(String message, String product, long quantity, int hour) {
        return new Purchase(
                product, message, false, quantity, new BigDecimal("2.50"), "GBP", START.plus(Duration.ofHours(hour)));
    }

    private static Purchase refunded(String message, String product, long quantity, int hour) {
        return new Purchase(
                product, message, true, quantity, new BigDecimal("2.50"), "GBP", START.plus(Duration.ofHours(hour)));
    }
}
