package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.recommendation.catalog.LearntProducts;
import io.desirepath.recommendation.catalog.domain.ProductText;
import io.desirepath.recommendation.catalog.domain.Sighting;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.LivingEvents;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** From the feed {@code activities}: who there is, products named by order lines, and every {@link ActivityEffect}. */
@ApplicationScoped
public class ActivitiesProjection implements FeedProjection {

    // Rows are locked in the order of the ids by every projection, so that they cannot deadlock.
    private static final String NAME_ACCOUNTS = """
            INSERT INTO account_context (account_id, revision)
            SELECT a.id, CASE WHEN a.changed THEN 1 ELSE 0 END
            FROM unnest(?::text[], ?::boolean[]) AS a (id, changed) ORDER BY a.id COLLATE "C"
            ON CONFLICT (account_id) DO UPDATE
            SET known = true, revision = account_context.revision + greatest(excluded.revision, 1)
            WHERE excluded.revision > 0 OR NOT account_context.known""";

    private static final String REVISE = "UPDATE account_context SET revision = revision + 1 WHERE account_id = ?";

    private final List<ActivityEffect> effects;
    private final LearntProducts products;
    private final AccountContexts contexts;
    private final LivingEvents living;

    ActivitiesProjection(
            @All List<ActivityEffect> effects, LearntProducts products, AccountContexts contexts, LivingEvents living) {
        this.effects = effects;
        this.products = products;
        this.contexts = contexts;
        this.living = living;
    }

    @Override
    public String feed() {
        return Feeds.ACTIVITIES;
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.shared(tx);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> all) throws SQLException {
        List<FeedEvent> events = living.ofActivity(tx, all);
        int done = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).type().equals(Feeds.ACTIVITY_WITHDRAWN)) {
                record(tx, activities(events.subList(done, i)));
                withdraw(tx, FeedPayload.of(events.get(i), ActivityWithdrawn.class));
                done = i + 1;
            }
        }
        record(tx, activities(events.subList(done, events.size())));
    }

    private void record(Connection tx, List<ActivityRecorded> activities) throws SQLException {
        if (activities.isEmpty()) {
            return;
        }
        Set<String> changed = new HashSet<>();
        for (ActivityEffect effect : effects) {
            changed.addAll(effect.add(tx, activities));
        }
        products.learn(
                tx, activities.stream().flatMap(a -> sightings(a).stream()).toList());
        nameAccounts(tx, activities, changed);
    }

    @Override
    public void committed(List<FeedEvent> events) {
        contexts.changed(FeedPayload.accounts(events, Set.of(Feeds.ACTIVITY_RECORDED, Feeds.ACTIVITY_WITHDRAWN)));
    }

    private void withdraw(Connection tx, ActivityWithdrawn withdrawn) throws SQLException {
        boolean changed = false;
        for (ActivityEffect effect : effects) {
            changed |= effect.remove(tx, withdrawn);
        }
        if (changed) {
            try (PreparedStatement update = tx.prepareStatement(REVISE)) {
                update.setString(1, withdrawn.accountId().value());
                update.executeUpdate();
            }
        }
    }

    private static List<ActivityRecorded> activities(List<FeedEvent> events) {
        return events.stream()
                .filter(event -> event.type().equals(Feeds.ACTIVITY_RECORDED))
                .map(FeedPayload::activity)
                .toList();
    }

    private static List<Sighting> sightings(ActivityRecorded activity) {
        OrderDetails order = activity.order();
        if (order == null || order.refund()) {
            return List.of();
        }
        return order.lines().stream()
                .map(line -> new Sighting(
                        line.productId().value(),
                        ProductText.clean(line.name()),
                        line.unitPrice(),
                        order.currency(),
                        activity.at()))
                .toList();
    }

    private static void nameAccounts(Connection tx, List<ActivityRecorded> activities, Set<String> changed)
            throws SQLException {
        List<String> named =
                activities.stream().map(a -> a.accountId().value()).distinct().toList();
        try (PreparedStatement upsert = tx.prepareStatement(NAME_ACCOUNTS)) {
            upsert.setArray(1, tx.createArrayOf("text", named.toArray(String[]::new)));
            upsert.setArray(
                    2,
                    tx.createArrayOf(
                            "bool", named.stream().map(changed::contains).toArray()));
            upsert.executeUpdate();
        }
    }
}
