package io.desirepath.recommendation.reorder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ToldTest {

    private static final Instant START = Instant.parse("2026-01-01T09:00:00Z");

    @Test
    void silenceTellsOverdueThenLapsedAndAPurchaseEndsBoth() {
        int[] bought = {0, 30, 60, 90};
        Told overdue = new Told(Told.Status.OVERDUE, day(90));
        Told lapsed = new Told(Told.Status.LAPSED, day(90));

        assertThat(change(null, 100, bought)).isEmpty();
        assertThat(change(null, 135, bought)).contains(Told.Change.OVERDUE);
        assertThat(change(overdue, 136, bought)).isEmpty();
        assertThat(change(overdue, 400, bought)).contains(Told.Change.LAPSED);
        assertThat(change(lapsed, 401, bought)).isEmpty();
        assertThat(change(lapsed, 405, 0, 30, 60, 90, 404)).contains(Told.Change.BOUGHT_AGAIN);
    }

    @Property(tries = 300)
    void whatWasToldOnceIsNotToldAgain(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 90) Integer> gaps,
            @ForAll @IntRange(min = 0, max = 800) int silent) {
        int[] days = new int[gaps.size() + 1];
        for (int i = 0; i < gaps.size(); i++) {
            days[i + 1] = days[i] + gaps.get(i);
        }
        int now = days[days.length - 1] + silent;
        Told told = null;
        List<Told.Change> changes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Optional<Told.Change> change = change(told, now, days);
            change.ifPresent(changes::add);
            if (change.isPresent()) {
                told = new Told(Told.Status.valueOf(change.get().name()), day(days[days.length - 1]));
            }
        }
        assertThat(changes).hasSizeLessThanOrEqualTo(1);
    }

    private static Optional<Told.Change> change(Told told, int now, int... bought) {
        List<Purchase> purchases = Arrays.stream(bought)
                .mapToObj(d -> new Purchase("P", "m" + d, false, 5, BigDecimal.ONE, "GBP", day(d)))
                .toList();
        DueProduct due = DueProduct.of(ProductHistory.of(purchases), ProductIntervals.NONE, day(now))
                .getFirst();
        return Told.change(told, due, day(now));
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }
}
