package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Rest;
import io.desirepath.recommendation.accountcontext.domain.RestWindows;
import io.desirepath.recommendation.accountcontext.domain.RestWindows.Signal;
import io.desirepath.recommendation.accountcontext.domain.RestWindows.Window;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressionsTest {

    private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

    private final Catalogue catalogue = new Shop().sells("A", "B").request().catalogue();

    @Test
    void aDismissedProductRestsNinetyDays() {
        int a = catalogue.find("A");
        Suppressions suppressions = of(RestWindows.DEFAULT, new Signal("A", NOW, null));

        assertThat(suppressions.suppressed(a, Kind.CROSS_SELL, NOW)).isTrue();
        assertThat(suppressions.suppressed(a, Kind.REORDER, NOW.plus(Duration.ofDays(89))))
                .isTrue();
        assertThat(suppressions.suppressed(a, Kind.CROSS_SELL, NOW.plus(Duration.ofDays(90))))
                .isFalse();
        assertThat(suppressions.suppressed(catalogue.find("B"), Kind.CROSS_SELL, NOW))
                .isFalse();
    }

    @Test
    void aKindMayHaveAWindowOfItsOwn() {
        int a = catalogue.find("A");
        RestWindows windows = new RestWindows(
                new Window(Duration.ofDays(90), Map.of("TRENDING", Duration.ofDays(5))),
                Window.of(Duration.ZERO),
                Window.of(Duration.ZERO));
        Suppressions suppressions = of(windows, new Signal("A", NOW, NOW));

        Instant later = NOW.plus(Duration.ofDays(6));
        assertThat(suppressions.suppressed(a, Kind.TRENDING, later)).isFalse();
        assertThat(suppressions.suppressed(a, Kind.CROSS_SELL, later)).isTrue();
        assertThat(suppressions.demoted(a, Kind.CROSS_SELL, NOW)).isFalse();
    }

    @Test
    void whatWasClickedOnAndNotBoughtComesLaterForAWeek() {
        int a = catalogue.find("A");
        Suppressions clicked = of(RestWindows.DEFAULT, new Signal("A", null, NOW));

        assertThat(clicked.suppressed(a, Kind.CROSS_SELL, NOW)).isFalse();
        assertThat(clicked.demoted(a, Kind.CROSS_SELL, NOW.plus(Duration.ofDays(6))))
                .isTrue();
        assertThat(clicked.demoted(a, Kind.CROSS_SELL, NOW.plus(Duration.ofDays(7))))
                .isFalse();

        List<Rest> bought =
                RestWindows.DEFAULT.of(List.of(new Signal("A", null, NOW)), List.of(bought("A", NOW.plusSeconds(60))));
        assertThat(bought).isEmpty();
    }

    @Test
    void aPurchaseLetsAKindRestWhereThatIsAskedFor() {
        int a = catalogue.find("A");
        RestWindows windows = new RestWindows(
                Window.of(Duration.ZERO),
                Window.of(Duration.ZERO),
                new Window(Duration.ZERO, Map.of("REORDER", Duration.ofDays(3))));
        Suppressions suppressions = Suppressions.of(windows.of(List.of(), List.of(bought("A", NOW))), catalogue);

        assertThat(suppressions.suppressed(a, Kind.REORDER, NOW.plus(Duration.ofDays(2))))
                .isTrue();
        assertThat(suppressions.suppressed(a, Kind.REORDER, NOW.plus(Duration.ofDays(3))))
                .isFalse();
        assertThat(suppressions.suppressed(a, Kind.TRENDING, NOW)).isFalse();
    }

    private Suppressions of(RestWindows windows, Signal signal) {
        return Suppressions.of(windows.of(List.of(signal), List.of()), catalogue);
    }

    private static ProductHistory bought(String product, Instant at) {
        return new ProductHistory(product, 1, 1, 1, 1, null, null, null, at, List.of());
    }
}
