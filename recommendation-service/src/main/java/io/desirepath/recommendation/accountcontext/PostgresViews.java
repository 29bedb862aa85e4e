package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.ProductId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes to {@code product_view} when an account last looked at a product. */
@ApplicationScoped
class PostgresViews implements ActivityEffect {

    private static final String UPSERT = """
            INSERT INTO product_view (account_id, product_id, at)
            SELECT v.account_id, v.product_id, max(v.at)
            FROM unnest(?::text[], ?::text[], ?::timestamptz[]) AS v (account_id, product_id, at)
            GROUP BY v.account_id, v.product_id ORDER BY v.account_id COLLATE "C", v.product_id COLLATE "C"
            ON CONFLICT (account_id, product_id) DO UPDATE SET at = excluded.at WHERE excluded.at > product_view.at
            RETURNING account_id""";

    @Override
    public Set<String> add(Connection tx, Collection<ActivityRecorded> activities) throws SQLException {
        List<String> accounts = new ArrayList<>();
        List<String> products = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (ActivityRecorded activity : activities) {
            ProductId product = activity.productId();
            if (product != null && isLook(activity)) {
                accounts.add(activity.accountId().value());
                products.add(product.value());
                times.add(activity.at());
            }
        }
        Set<String> changed = new HashSet<>();
        if (products.isEmpty()) {
            return changed;
        }
        try (PreparedStatement upsert = tx.prepareStatement(UPSERT)) {
            upsert.setArray(1, tx.createArrayOf("text", accounts.toArray(String[]::new)));
            upsert.setArray(2, tx.createArrayOf("text", products.toArray(String[]::new)));
            upsert.setArray(3, tx.createArrayOf("timestamptz", times.toArray()));
            ResultSet rows = upsert.executeQuery();
            while (rows.next()) {
                changed.add(rows.getString(1));
            }
        }
        return changed;
    }

    /** That a product was looked at stays: a later look may have replaced it. */
    @Override
    public boolean remove(Connection tx, ActivityWithdrawn withdrawn) {
        return false;
    }

    /** That a product was recommended, or dismissed, is no interest in it; a click is. */
    private static boolean isLook(ActivityRecorded activity) {
        RecommendationFeedback feedback = activity.recommendation();
        return feedback == null || feedback.action() == RecommendationFeedback.Action.CLICKED;
    }
}
