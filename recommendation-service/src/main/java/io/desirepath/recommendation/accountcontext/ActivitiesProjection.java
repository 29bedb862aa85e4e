package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.LearntProducts;
import io.desirepath.recommendation.catalog.domain.ProductText;
import io.desirepath.recommendation.catalog.domain.Sighting;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** From the feed {@code activities}: purchases, products named by order lines, and what accounts looked at. */
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

    private static final String SEE_VIEWS = """
            INSERT INTO product_view (account_id, product_id, at)
            SELECT v.account_id, v.product_id, max(v.at)
            FROM unnest(?::text[], ?::text[], ?::timestamptz[]) AS v (account_id, product_id, at)
            GROUP BY v.account_id, v.product_id ORDER BY v.account_id COLLATE "C", v.product_id COLLATE "C"
            ON CONFLICT (account_id, product_id) DO UPDATE SET at = excluded.at WHERE excluded.at > product_view.at
            RETURNING account_id""";

    private final PostgresPurchases purchases;
    private final LearntProducts products;
    private final AccountContexts contexts;
    private final LivingEvents living;

    ActivitiesProjection(
            PostgresPurchases purchases, LearntProducts products, AccountContexts contexts, LivingEvents living) {
        this.purchases = purchases;
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
        Set<String> changed = new HashSet<>(purchases.add(tx, activities));
        products.learn(
                tx, activities.stream().flatMap(a -> sightings(a).stream()).toList());
        changed.addAll(see(tx, activities));
        nameAccounts(tx, activities, changed);
    }

    @Override
    public void committed(List<FeedEvent> events) {
        contexts.changed(FeedPayload.accounts(events, Set.of(Feeds.ACTIVITY_RECORDED, Feeds.ACTIVITY_WITHDRAWN)));
    }

    /** Takes back an order. That a product was looked at stays: a later look may have replaced it. */
    private void withdraw(Connection tx, ActivityWithdrawn withdrawn) throws SQLException {
        String account = withdrawn.accountId().value();
        if (purchases.remove(tx, account, withdrawn.messageId().value())) {
            try (PreparedStatement update = tx.prepareStatement(REVISE)) {
                update.setString(1, account);
                update.executeUpdate();
            }
        }
    }

    private static List<ActivityRecorded> activities(List<FeedEvent> events) {
        return events.stream()
                .filter(event -> event.type().equals(Feeds.ACTIVITY_RECORDED))
                .map(event -> FeedPayload.of(event, ActivityRecorded.class))
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

    private static Set<String> see(Connection tx, List<ActivityRecorded> activities) throws SQLException {
        List<String> accounts = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (ActivityRecorded activity : activities) {
            ProductId product = activity.productId();
            if (product != null && isLook(activity)) {
                accounts.add(activity.accountId().value());
                seen.add(product.value());
                times.add(activity.at());
            }
        }
        Set<String> changed = new HashSet<>();
        if (seen.isEmpty()) {
            return changed;
        }
        try (PreparedStatement upsert = tx.prepareStatement(SEE_VIEWS)) {
            upsert.setArray(1, tx.createArrayOf("text", accounts.toArray(String[]::new)));
            upsert.setArray(2, tx.createArrayOf("text", seen.toArray(String[]::new)));
            upsert.setArray(3, tx.createArrayOf("timestamptz", times.toArray()));
            ResultSet rows = upsert.executeQuery();
            while (rows.next()) {
                changed.add(rows.getString(1));
            }
        }
        return changed;
    }

    /** That a product was recommended, or dismissed, is no interest in it; a click is. */
    private static boolean isLook(ActivityRecorded activity) {
        ActivityRecorded.RecommendationFeedback feedback = activity.recommendation();
        return feedback == null || feedback.action() == ActivityRecorded.RecommendationFeedback.Action.CLICKED;
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
