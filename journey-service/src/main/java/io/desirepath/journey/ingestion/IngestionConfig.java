package io.desirepath.journey.ingestion;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How activity is taken in. */
@ConfigMapping(prefix = "desirepath.ingestion")
public interface IngestionConfig {

    /** ISO 4217 code of orders that name no currency. Default GBP. */
    @WithDefault("GBP")
    String defaultCurrency();

    /** Events that one transaction records at most for the requests that arrive together. Default 1000. */
    @WithDefault("1000")
    int groupSize();

    /**
     * Transactions that record requests at the same time. Large groups touch the same accounts' stripes and would wait for
     * each other, and one larger group costs less than two. Default 1.
     */
    @WithDefault("1")
    int lanes();

    /** Events that an import records in one transaction. Default 500. */
    @WithDefault("500")
    int importChunk();

    /** How long after the last import silence is told, without waiting for the scheduled sweep; 0s: not. Default 5s. */
    @WithDefault("5s")
    Duration sweepAfterImport();
}
