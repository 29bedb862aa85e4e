package io.desirepath.recommendation.catalog.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product as an order line shows it.
 *
 * @param name as {@link ProductText#clean} leaves it
 * @param unitPrice what somebody paid for one, in the currency
 * @param at when it was ordered
 */
public record Sighting(String productId, @Nullable String name, BigDecimal unitPrice, String currency, Instant at) {

    private static final Comparator<Sighting> BY_TIME = Comparator.comparing(Sighting::at)
            .thenComparing(Sighting::name, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Sighting::unitPrice);

    /**
     * The most recent sighting of each product, with the most recent name that any of them gives; in the order of the
     * ids, so that writers lock rows in one order.
     */
    public static Collection<Sighting> latest(Collection<Sighting> sightings) {
        SortedMap<String, Sighting> latest = new TreeMap<>();
        sightings.stream().sorted(BY_TIME).forEach(next -> latest.merge(next.productId(), next, Sighting::followedBy));
        return latest.values();
    }

    private Sighting followedBy(Sighting next) {
        return next.name == null ? new Sighting(next.productId, name, next.unitPrice, next.currency, next.at) : next;
    }
}
