package io.desirepath.recommendation.feedback;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.accountcontext.ActivityEffect;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what became of recommendations to {@code interaction} and {@code recommended_line}. */
@ApplicationScoped
class PostgresFeedback implements ActivityEffect {

    private static final String ADD_INTERACTIONS = """
            INSERT INTO interaction (account_id, message_id, recommendation_id, action, position, product_id, at)
            SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::int[], ?::text[], ?::timestamptz[])
            ON CONFLICT DO NOTHING
            RETURNING account_id, action""";

    private static final String ADD_LINES = """
            INSERT INTO recommended_line (account_id, message_id, product_id, recommendation_id, at)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[])
            ON CONFLICT DO NOTHING""";

    /** What was clicked or dismissed changes what the account is shown next. */
    @Override
    public Set<String> add(Connection tx, Collection<ActivityRecorded> activities) throws SQLException {
        addLines(tx, activities);
        List<ActivityRecorded> told =
                activities.stream().filter(a -> a.recommendation() != null).toList();
        Set<String> changed = new HashSet<>();
        if (told.isEmpty()) {
            return changed;
        }
        try (PreparedStatement insert = tx.prepareStatement(ADD_INTERACTIONS)) {
            bind(tx, insert, told);
            ResultSet added = insert.executeQuery();
            while (added.next()) {
                if (!added.getString(2).equals(RecommendationFeedback.Action.VIEWED.name())) {
                    changed.add(added.getString(1));
                }
            }
        }
        return changed;
    }

    @Override
    public boolean remove(Connection tx, ActivityWithdrawn withdrawn) throws SQLException {
        int removed = 0;
        for (String table : List.of("interaction", "recommended_line")) {
            try (PreparedStatement delete =
                    tx.prepareStatement("DELETE FROM " + table + " WHERE account_id = ? AND message_id = ?")) {
                delete.setString(1, withdrawn.accountId().value());
                delete.setString(2, withdrawn.messageId().value());
                removed += delete.executeUpdate();
            }
        }
        return removed > 0;
    }

    private static void bind(Connection tx, PreparedStatement insert, List<ActivityRecorded> told) throws SQLException {
        UUID[] answers = new UUID[told.size()];
        String[] actions = new String[told.size()];
        @Nullable Integer[] positions = new Integer[told.size()];
        @Nullable String[] products = new String[told.size()];
        for (int i = 0; i < told.size(); i++) {
            RecommendationFeedback feedback = Objects.requireNonNull(told.get(i).recommendation());
            ProductId product = told.get(i).productId();
            answers[i] = feedback.recommendationId();
            actions[i] = feedback.action().name();
            positions[i] = feedback.position();
            products[i] = product == null ? null : product.value();
        }
        insert.setArray(
                1, array(tx, "text", told.stream().map(a -> a.accountId().value())));
        insert.setArray(
                2, array(tx, "text", told.stream().map(a -> a.messageId().value())));
        insert.setArray(3, tx.createArrayOf("uuid", answers));
        insert.setArray(4, tx.createArrayOf("text", actions));
        insert.setArray(5, tx.createArrayOf("int4", positions));
        insert.setArray(6, tx.createArrayOf("text", products));
        insert.setArray(7, array(tx, "timestamptz", told.stream().map(ActivityRecorded::at)));
    }

    private static void addLines(Connection tx, Collection<ActivityRecorded> activities) throws SQLException {
        List<ActivityRecorded> orders = new ArrayList<>();
        List<OrderLine> lines = new ArrayList<>();
        List<UUID> answers = new ArrayList<>();
        for (ActivityRecorded activity : activities) {
            OrderDetails order = activity.order();
            for (OrderLine line : order == null || order.refund() ? List.<OrderLine>of() : order.lines()) {
                UUID answer = line.recommendationId();
                if (answer != null) {
                    orders.add(activity);
                    lines.add(line);
                    answers.add(answer);
                }
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tx.prepareStatement(ADD_LINES)) {
            insert.setArray(
                    1, array(tx, "text", orders.stream().map(a -> a.accountId().value())));
            insert.setArray(
                    2, array(tx, "text", orders.stream().map(a -> a.messageId().value())));
            insert.setArray(
                    3, array(tx, "text", lines.stream().map(l -> l.productId().value())));
            insert.setArray(4, tx.createArrayOf("uuid", answers.toArray()));
            insert.setArray(5, array(tx, "timestamptz", orders.stream().map(ActivityRecorded::at)));
            insert.executeUpdate();
        }
    }

    private static Array array(Connection tx, String type, Stream<?> values) throws SQLException {
        return tx.createArrayOf(type, values.toArray());
    }
}
