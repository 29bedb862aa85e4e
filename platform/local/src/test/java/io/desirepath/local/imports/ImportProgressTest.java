package io.desirepath.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImportProgressTest {

    @Test
    void activityIsShownWithItsRateAndWhatTheServerMadeOfIt() {
        assertThat(ImportProgress.text(new ImportTotals(12_000, 0, 11_000, 990, 10, 0.4), 6))
                .isEqualTo(" 40 %, 12,000 events, 2,000 events/s, 9 s left, 990 duplicates, 10 rejected");
    }

    @Test
    void ordersAreShownWithTheRateOfTheirLines() {
        assertThat(ImportProgress.text(new ImportTotals(500, 10_000, 500, 0, 0, 1), 2))
                .isEqualTo("100 %, 500 events, 250 events/s, 5,000 order lines/s, 0 s left");
    }

    @Test
    void theBarIsFullAtTheEndOnly() {
        assertThat(ImportProgress.bar(0)).isEqualTo("[" + "░".repeat(30) + "]");
        assertThat(ImportProgress.bar(1)).isEqualTo("[" + "█".repeat(30) + "]");
        assertThat(ImportProgress.bar(0.5)).contains("█░");
    }
}
