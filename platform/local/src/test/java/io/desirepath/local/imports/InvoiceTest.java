package io.desirepath.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
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

class InvoiceTest {

    @Property(tries = 300)
    void theEventDoesNotDependOnTheOrderOfTheRows(@ForAll("rows") List<OrderRow.Usable> rows, @ForAll long seed) {
        List<OrderRow.Usable> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(event(shuffled)).isEqualTo(event(rows));
    }

    @Property(tries = 300)
    void noQuantityIsLost(@ForAll("rows") List<OrderRow.Usable> rows) {
        long inEvent = 0;
        for (var product : event(rows).json().path("properties").path("products")) {
            inEvent += product.path("quantity").asLong();
        }

        assertThat(inEvent)
                .isEqualTo(rows.stream().mapToLong(OrderRow.Usable::quantity).sum());
    }

    private static ImportEvent event(List<OrderRow.Usable> rows) {
        Invoice invoice = new Invoice(new Invoice.Key("536365", "17850"));
        rows.forEach(invoice::add);
        return invoice.event("GBP", Duration.ZERO);
    }

    @Provide
    Arbitrary<List<OrderRow.Usable>> rows() {
        Arbitrary<OrderRow.Usable> row = Combinators.combine(
                        Arbitraries.of("10001", "10002A", "10003"),
                        Arbitraries.of("", "LANTERN", "LAMP"),
                        Arbitraries.longs().between(1, 1000),
                        Arbitraries.of("1", "2.55", "165"),
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.of("", "EIRE", "France"))
                .as((product, name, quantity, price, seconds, country) -> new OrderRow.Usable(
                        "536365",
                        "17850",
                        product,
                        name,
                        quantity,
                        new BigDecimal(price),
                        Instant.parse("2010-12-01T08:26:00Z").plusSeconds(seconds),
                        country));
        return row.list().ofMinSize(1).ofMaxSize(12);
    }
}
