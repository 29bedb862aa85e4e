package io.desirepath.recommendation.catalog;

import io.desirepath.recommendation.catalog.domain.Sighting;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Products that nobody declared, known from order lines. */
@ApplicationScoped
public class LearntProducts {

    // Imports bring history: the later order wins, not the one that arrives later.
    private static final String UPSERT = """
            INSERT INTO product (product_id, name, status, learnt, seen_at, seen_price, seen_currency)
            SELECT s.product_id, s.name, 'ACTIVE', true, s.at, s.price, s.currency
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::numeric[], ?::text[])
                AS s (product_id, name, at, price, currency)
            ON CONFLICT (product_id) DO UPDATE SET
                name = CASE WHEN excluded.seen_at > product.seen_at
                            THEN coalesce(excluded.name, product.name) ELSE coalesce(product.name, excluded.name) END,
                seen_at = greatest(excluded.seen_at, product.seen_at),
                seen_price = CASE WHEN excluded.seen_at > product.seen_at
                                  THEN excluded.seen_price ELSE product.seen_price END,
                seen_currency = CASE WHEN excluded.seen_at > product.seen_at
                                     THEN excluded.seen_currency ELSE product.seen_currency END,
                deleted = false,
                revision = product.revision + 1,
                updated_at = now()
            WHERE product.learnt
              AND (excluded.seen_at > product.seen_at
                   OR (product.name IS NULL AND excluded.name IS NOT NULL AND NOT product.deleted))""";

    /** Learns from the lines of orders. What was declared, and what was deleted since, stays as it is. */
    public void learn(Connection tx, Collection<Sighting> sightings) throws SQLException {
        Collection<Sighting> latest = Sighting.latest(sightings);
        if (latest.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = tx.prepareStatement(UPSERT)) {
            upsert.setArray(1, array(tx, "text", latest, Sighting::productId));
            upsert.setArray(2, array(tx, "text", latest, Sighting::name));
            upsert.setArray(3, array(tx, "timestamptz", latest, Sighting::at));
            upsert.setArray(4, array(tx, "numeric", latest, Sighting::unitPrice));
            upsert.setArray(5, array(tx, "text", latest, Sighting::currency));
            upsert.executeUpdate();
        }
    }

    private static Array array(
            Connection tx, String type, Collection<Sighting> sightings, Function<Sighting, @Nullable Object> value)
            throws SQLException {
        return tx.createArrayOf(type, sightings.stream().map(value).toArray());
    }
}
