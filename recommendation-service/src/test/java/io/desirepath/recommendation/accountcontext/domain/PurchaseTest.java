package io.desirepath.recommendation.accountcontext.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PurchaseTest {

    private record Line(long quantity, BigDecimal unitPrice) {
        BigDecimal amount() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity));
        }
    }

    @Property
    void aMeanPriceTimesTheQuantityIsWhatTheLinesCost(@ForAll("lines") List<Line> lines) {
        BigDecimal cost = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(purchase(lines).amount()).isEqualByComparingTo(cost);
        assertThat(purchase(lines.reversed())).isEqualTo(purchase(lines));
    }

    @Property
    void thePriceOfASingleLineIsKeptAsItIs(@ForAll("line") Line line) {
        assertThat(purchase(List.of(line)).unitPrice()).isEqualTo(line.unitPrice());
    }

    @Test
    void aMeanIsShownWithoutAllItsDigits() {
        Purchase purchase = purchase(List.of(new Line(2, new BigDecimal("1.00")), new Line(1, new BigDecimal("0.00"))));

        assertThat(purchase.amount()).isEqualTo("2");
        assertThat(purchase.shownUnitPrice()).isEqualTo("0.666667");
        assertThat(purchase.reducedTo(1).amount()).isEqualTo("0.666667");
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        return line().list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Line> line() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000_000_000L),
                        Arbitraries.longs().between(0, 1_000_000_000_000L),
                        Arbitraries.integers().between(0, 6))
                .as((quantity, units, decimals) -> new Line(quantity, BigDecimal.valueOf(units, decimals)));
    }

    private static Purchase purchase(List<Line> lines) {
        BigDecimal cost = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        long quantity = lines.stream().mapToLong(Line::quantity).sum();
        return new Purchase("A", "m", false, quantity, Purchase.unitPrice(cost, quantity), "GBP", Instant.EPOCH);
    }
}
