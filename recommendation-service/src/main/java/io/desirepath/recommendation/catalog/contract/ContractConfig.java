package io.desirepath.recommendation.catalog.contract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Catalogues and price lists in memory. */
@ConfigMapping(prefix = "desirepath.contract")
public interface ContractConfig {

    /** How often each pod looks for changed catalogues and price lists. Default 250 ms. */
    @WithDefault("250ms")
    Duration poll();

    /** Whether products' list prices are shown to accounts that have no price of their own. Default false. */
    @WithDefault("false")
    boolean showListPrices();
}
