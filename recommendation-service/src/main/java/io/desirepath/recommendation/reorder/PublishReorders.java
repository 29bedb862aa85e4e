package io.desirepath.recommendation.reorder;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProductId;
import io.desirepath.contracts.ReorderChanged;
import io.desirepath.contracts.ReorderWithdrawn;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.reorder.PostgresReorders.Key;
import io.desirepath.recommendation.reorder.PostgresReorders.Update;
import io.desirepath.recommendation.reorder.domain.DueProduct;
import io.desirepath.recommendation.reorder.domain.Told;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells on the feed what is not as it was told before. */
@ApplicationScoped
public class PublishReorders {

    private final PostgresReorders store;
    private final IntervalsFollower intervals;
    private final ChangeFeed feed;

    PublishReorders(PostgresReorders store, IntervalsFollower intervals, @Identifier(Feeds.REORDERS) ChangeFeed feed) {
        this.store = store;
        this.intervals = intervals;
        this.feed = feed;
    }

    /**
     * Publishes the changes of these accounts.
     *
     * @param tx holds the accounts' locks
     * @return how many there were
     */
    int publish(Connection tx, Map<String, AccountContext> accounts, Instant now) throws SQLException {
        Map<Key, Told> told = store.told(tx, accounts.keySet());
        Set<Key> gone = new HashSet<>(told.keySet());
        List<FeedRecord> records = new ArrayList<>();
        List<Update> updates = new ArrayList<>();
        accounts.forEach((account, context) -> {
            for (DueProduct due : DueProduct.of(context.history(), intervals.present(), now)) {
                Key key = new Key(account, due.history().productId());
                gone.remove(key);
                Optional<Told.Change> change = Told.change(told.get(key), due, now);
                if (change.isPresent()) {
                    records.add(record(account, context.revision(), due, change.get(), now));
                    updates.add(new Update(key, next(change.get(), due)));
                }
            }
        });
        // Orders that were taken back leave nothing to be overdue.
        for (Key key : gone) {
            records.add(withdrawn(key, accounts, now));
            updates.add(new Update(key, null));
        }
        if (!updates.isEmpty()) {
            store.remember(tx, updates);
        }
        feed.append(tx, records);
        return records.size();
    }

    private static FeedRecord withdrawn(Key key, Map<String, AccountContext> accounts, Instant now) {
        AccountContext context = Objects.requireNonNull(accounts.get(key.account()));
        return new FeedRecord(
                Feeds.REORDER_WITHDRAWN,
                key.account(),
                new ReorderWithdrawn(
                        new AccountId(key.account()), new ProductId(key.product()), now, context.revision()));
    }

    private static @Nullable Told next(Told.Change change, DueProduct due) {
        return switch (change) {
            case OVERDUE -> new Told(Told.Status.OVERDUE, due.history().lastAt());
            case LAPSED -> new Told(Told.Status.LAPSED, due.history().lastAt());
            case BOUGHT_AGAIN -> null;
        };
    }

    private static FeedRecord record(String account, long revision, DueProduct due, Told.Change change, Instant now) {
        String type = switch (change) {
            case OVERDUE -> Feeds.REORDER_OVERDUE;
            case LAPSED -> Feeds.REORDER_LAPSED;
            case BOUGHT_AGAIN -> Feeds.REORDER_BOUGHT_AGAIN;
        };
        return new FeedRecord(
                type,
                account,
                new ReorderChanged(
                        new AccountId(account),
                        new ProductId(due.history().productId()),
                        due.history().lastAt(),
                        due.dueAt(),
                        due.history().rhythm().usualQuantity(),
                        due.confidence(),
                        now,
                        revision));
    }
}
