package io.desirepath.journey.segment.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.ReorderChanged;
import io.desirepath.contracts.ReorderWithdrawn;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;

/** From the feed {@code reorders}: what accounts have not bought again when it was due. */
@ApplicationScoped
public class SegmentReorders implements FeedProjection {

    private static final String SAVE = """
            INSERT INTO segment_reorder AS r (account_id, product_id, state, due_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (account_id, product_id) DO UPDATE SET state = excluded.state, due_at = excluded.due_at
            WHERE (r.state, r.due_at) IS DISTINCT FROM (excluded.state, excluded.due_at)""";

    private static final String DELETE = "DELETE FROM segment_reorder WHERE account_id = ? AND product_id = ?";

    private final LivingEvents living;

    SegmentReorders(LivingEvents living) {
        this.living = living;
    }

    @Override
    public String feed() {
        return Feeds.REORDERS;
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.shared(tx);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        DueSubjects due = new DueSubjects();
        try (PreparedStatement save = tx.prepareStatement(SAVE);
                PreparedStatement delete = tx.prepareStatement(DELETE)) {
            for (FeedEvent event : living.ofActivity(tx, events)) {
                boolean changed = switch (event.type()) {
                    case Feeds.REORDER_OVERDUE -> save(save, "OVERDUE", payload(event, ReorderChanged.class));
                    case Feeds.REORDER_LAPSED -> save(save, "LAPSED", payload(event, ReorderChanged.class));
                    case Feeds.REORDER_BOUGHT_AGAIN ->
                        delete(
                                delete,
                                payload(event, ReorderChanged.class).productId().value(),
                                event.subject());
                    case Feeds.REORDER_WITHDRAWN ->
                        delete(
                                delete,
                                payload(event, ReorderWithdrawn.class)
                                        .productId()
                                        .value(),
                                event.subject());
                    default -> false;
                };
                if (changed) {
                    due.addAccounts(Set.of(event.subject()));
                }
            }
        }
        due.save(tx, Trigger.REORDER);
    }

    private static boolean save(PreparedStatement save, String state, ReorderChanged told) throws SQLException {
        save.setString(1, told.accountId().value());
        save.setString(2, told.productId().value());
        save.setString(3, state);
        save.setTimestamp(4, Timestamp.from(told.dueAt()));
        return save.executeUpdate() > 0;
    }

    private static boolean delete(PreparedStatement delete, String product, String account) throws SQLException {
        delete.setString(1, account);
        delete.setString(2, product);
        return delete.executeUpdate() > 0;
    }

    private static <T> T payload(FeedEvent event, Class<T> type) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not a " + type.getSimpleName() + ": " + event.id());
        }
    }
}
