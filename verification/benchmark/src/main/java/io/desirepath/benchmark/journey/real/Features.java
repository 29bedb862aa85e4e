package io.desirepath.benchmark.journey.real;

import java.time.Instant;
import java.util.List;

/** What a method knows of an account at a moment, as numbers for a logistic regression. */
@FunctionalInterface
interface Features {

    /** Values from orders that all lie before the moment, at least one. */
    double[] of(List<Purchases.Order> history, Instant at);

    /** Makes features at a moment; whatever must be fitted is fitted to the histories, which end before it. */
    @FunctionalInterface
    interface Maker {
        Features at(Instant moment, List<List<Purchases.Order>> histories);
    }
}
