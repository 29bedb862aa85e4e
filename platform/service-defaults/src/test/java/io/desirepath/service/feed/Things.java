package io.desirepath.service.feed;

import io.desirepath.contracts.FeedEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A feed that the service under test owns and also reads, by HTTP as any other reader would. */
@Singleton
public class Things implements FeedProjection {

    record Thing(int n, boolean poison) {}

    final AtomicBoolean healed = new AtomicBoolean();
    final AtomicInteger restarts = new AtomicInteger();

    @Produces
    @Singleton
    @Identifier("things")
    ChangeFeed things() {
        return new ChangeFeed("things");
    }

    static FeedRecord record(String subject, int n) {
        return new FeedRecord("thing.happened", subject, new Thing(n, false));
    }

    static FeedRecord poison(String subject, int n) {
        return new FeedRecord("thing.happened", subject, new Thing(n, true));
    }

    @Override
    public String feed() {
        return "things";
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        for (FeedEvent event : events) {
            if (event.data().get("poison").asBoolean() && !healed.get()) {
                throw new UnappliableEventException("poison");
            }
            try (PreparedStatement insert = tx.prepareStatement(
                    "INSERT INTO applied (event_id, subject, n) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
                insert.setString(1, event.id());
                insert.setString(2, event.subject());
                insert.setInt(3, event.data().get("n").asInt());
                insert.executeUpdate();
            }
        }
    }

    @Override
    public void restart(Connection tx) {
        restarts.incrementAndGet();
    }
}
