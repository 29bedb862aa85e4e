package io.desirepath.benchmark.journey.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.benchmark.journey.report.Result;
import io.desirepath.contracts.AccountId;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealProtocolTest {
    private static final Instant FIRST = Instant.parse("2010-12-01T08:26:00Z");

    @TempDir
    Path folder;

    @Test
    void ordersAreInvoicesOfProductsAndCancellationsAreNone() throws IOException {
        Path file = folder.resolve("orders.csv");
        Files.writeString(file, """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                1,85123A,HOLDER,6,2010-12-01 08:26:00,2.50,17850.0,United Kingdom
                1,71053,LANTERN,2,2010-12-01 08:26:00,1.00,17850.0,United Kingdom
                C2,85123A,HOLDER,-6,2010-12-02 08:26:00,2.50,17850,United Kingdom
                3,POST,POSTAGE,1,2010-12-03 08:26:00,18.00,17850,United Kingdom
                4,85123A,HOLDER,1,2010-12-04 08:26:00,2.50,,United Kingdom
                5,85123A,HOLDER,1,2010-12-05 08:26:00,2.50,17850,United Kingdom
                """);

        List<Purchases> accounts = Purchases.read(file, folder.resolve("unusable.csv"));

        assertThat(accounts).hasSize(1);
        assertThat(accounts.getFirst().account()).isEqualTo(new AccountId("17850"));
        assertThat(accounts.getFirst().orders())
                .containsExactly(
                        new Purchases.Order(Instant.parse("2010-12-01T08:26:00Z"), 17),
                        new Purchases.Order(Instant.parse("2010-12-05T08:26:00Z"), 2.5));
    }

    @Test
    void fiveCutsOfThreeHundredDaysAreThePublishedOnes() {
        List<Instant> cuts = Cuts.of(List.of(ordering(0, 313)), 5);

        assertThat(cuts.stream().map(cut -> ChronoUnit.DAYS.between(FIRST.truncatedTo(ChronoUnit.DAYS), cut)))
                .containsExactly(163L, 193L, 223L, 253L, 283L);
    }

    @Test
    void anotherNumberOfCutsEndsWithTheHorizon() {
        List<Instant> cuts = Cuts.of(List.of(ordering(0, 313)), 2);

        assertThat(cuts.stream().map(cut -> ChronoUnit.DAYS.between(FIRST.truncatedTo(ChronoUnit.DAYS), cut)))
                .containsExactly(254L, 284L);
    }

    @Test
    void tooShortAFileIsRefusedWithWhatItWouldNeed() {
        assertThatThrownBy(() -> Cuts.of(List.of(ordering(0, 100)), 5))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("need 241");
    }

    @Test
    void whatComesAfterACutDoesNotChangeItsFeatures() {
        List<Purchases> all = customers();
        Instant cut = FIRST.plus(150, ChronoUnit.DAYS);
        List<Purchases> past = all.stream()
                .filter(one -> one.orders().getFirst().at().isBefore(cut))
                .map(one -> new Purchases(one.account(), one.before(cut)))
                .toList();

        for (Features.Maker maker : List.<Features.Maker>of((moment, histories) -> Baselines::rich, Baselines::bgNbd)) {
            assertThat(new Windows(all).features("x", maker, cut))
                    .isDeepEqualTo(new Windows(past).features("x", maker, cut));
        }
    }

    @Test
    void everyMethodIsMeasuredAtEveryCut() {
        Result.Orders result = RealProtocol.run("made up", customers(), 2).result();

        assertThat(result.cuts()).hasSize(2);
        assertThat(result.methods())
                .extracting(Result.Orders.Method::name)
                .containsExactly(
                        "points", "rfm-logistic", "bg-nbd-platt", "rich-logistic", "desire-path-bridge", "desire-path");
        assertThat(result.methods())
                .allSatisfy(method -> assertThat(method.logLoss()).isBetween(0.0, .8));
    }

    private static List<Purchases> customers() {
        var random = new Random(3);
        return IntStream.range(0, 120)
                .mapToObj(i -> {
                    int gap = 3 + random.nextInt(60);
                    var days = new ArrayList<Integer>();
                    for (int day = random.nextInt(60); day < 300; day += 1 + random.nextInt(2 * gap)) {
                        days.add(day);
                    }
                    return new Purchases(
                            new AccountId("a" + i),
                            days.stream().map(RealProtocolTest::order).toList());
                })
                .toList();
    }

    private static Purchases ordering(int... days) {
        return new Purchases(
                new AccountId("a"),
                IntStream.of(days).mapToObj(RealProtocolTest::order).toList());
    }

    private static Purchases.Order order(int day) {
        return new Purchases.Order(FIRST.plus(day, ChronoUnit.DAYS), 10);
    }
}
