package io.desirepath.persona.buyinggroup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.StageBelief;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Remembers the stage of each account that journey-service told last. */
@ApplicationScoped
public class StageProjection implements FeedProjection {

    private final LivingEvents living;

    StageProjection(LivingEvents living) {
        this.living = living;
    }

    @Override
    public String feed() {
        return Feeds.STAGES;
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        Map<AccountId, StageBelief> latest = new TreeMap<>();
        for (FeedEvent event : living.ofActivity(tx, events)) {
            if (event.type().equals(Feeds.BELIEF_UPDATED)) {
                StageBelief belief = read(event);
                latest.merge(belief.accountId(), belief, (one, two) -> one.revision() >= two.revision() ? one : two);
            }
        }
        if (!latest.isEmpty()) {
            keep(tx, latest.values());
        }
    }

    /** Revisions start low again in the source's new life. */
    @Override
    public void restart(Connection tx) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            sql.executeUpdate("UPDATE account_stage SET revision = -1");
        }
    }

    private static void keep(Connection tx, Collection<StageBelief> beliefs) throws SQLException {
        String sql = """
                INSERT INTO account_stage AS s (account_id, stage, since, revision)
                SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::bigint[])
                ON CONFLICT (account_id) DO UPDATE
                SET stage = excluded.stage, since = excluded.since, revision = excluded.revision
                WHERE excluded.revision > s.revision""";
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            insert.setArray(1, texts(tx, beliefs.stream().map(b -> b.accountId().value())));
            insert.setArray(2, texts(tx, beliefs.stream().map(b -> b.stage().name())));
            insert.setArray(3, texts(tx, beliefs.stream().map(b -> b.since().toString())));
            insert.setArray(
                    4,
                    tx.createArrayOf(
                            "int8", beliefs.stream().map(StageBelief::revision).toArray()));
            insert.executeUpdate();
        }
    }

    private static StageBelief read(FeedEvent event) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), StageBelief.class);
        } catch (JsonProcessingException | NullPointerException e) {
            throw new UnappliableEventException("not a stage belief: " + event.id(), e);
        }
    }

    private static Array texts(Connection tx, Stream<String> values) throws SQLException {
        return tx.createArrayOf("text", values.toArray(String[]::new));
    }
}
