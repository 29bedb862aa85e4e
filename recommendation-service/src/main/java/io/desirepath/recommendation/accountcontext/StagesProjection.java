package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.StageBelief;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.privacy.ErasureLock;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** From the feed {@code stages}: where each account stands. An older revision than the one known is ignored. */
@ApplicationScoped
public class StagesProjection implements FeedProjection {

    private static final String UPSERT = """
            INSERT INTO account_context (account_id, stage, since, probabilities, model_version, stage_revision, revision)
            SELECT s.*, 1
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::json[], ?::text[], ?::bigint[])
                AS s (account_id, stage, since, probabilities, model_version, stage_revision)
            ORDER BY s.account_id COLLATE "C"
            ON CONFLICT (account_id) DO UPDATE SET
                known = true, stage = excluded.stage, since = excluded.since, probabilities = excluded.probabilities,
                model_version = excluded.model_version, stage_revision = excluded.stage_revision,
                revision = account_context.revision + 1
            WHERE excluded.stage_revision > account_context.stage_revision""";

    private final AccountContexts contexts;
    private final LivingEvents living;

    StagesProjection(AccountContexts contexts, LivingEvents living) {
        this.contexts = contexts;
        this.living = living;
    }

    @Override
    public String feed() {
        return Feeds.STAGES;
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.shared(tx);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        Collection<StageBelief> beliefs = latest(living.ofActivity(tx, events)).values();
        if (beliefs.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = tx.prepareStatement(UPSERT)) {
            upsert.setArray(1, array(tx, "text", beliefs, b -> b.accountId().value()));
            upsert.setArray(2, array(tx, "text", beliefs, b -> b.stage().name()));
            upsert.setArray(3, array(tx, "timestamptz", beliefs, StageBelief::since));
            upsert.setArray(4, array(tx, "json", beliefs, StagesProjection::json));
            upsert.setArray(5, array(tx, "text", beliefs, StageBelief::modelVersion));
            upsert.setArray(6, array(tx, "int8", beliefs, StageBelief::revision));
            upsert.executeUpdate();
        }
    }

    @Override
    public void restart(Connection tx) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            sql.executeUpdate("UPDATE account_context SET stage_revision = -1 WHERE stage_revision <> -1");
        }
    }

    @Override
    public void committed(List<FeedEvent> events) {
        contexts.changed(FeedPayload.accounts(events, Set.of(Feeds.BELIEF_UPDATED)));
    }

    /** One row can be written once per statement, so a page's older beliefs of an account go here. */
    private static Map<String, StageBelief> latest(List<FeedEvent> events) {
        Map<String, StageBelief> latest = new TreeMap<>();
        events.stream()
                .filter(event -> event.type().equals(Feeds.BELIEF_UPDATED))
                .map(event -> FeedPayload.of(event, StageBelief.class))
                .forEach(belief -> latest.merge(
                        belief.accountId().value(), belief, (a, b) -> b.revision() >= a.revision() ? b : a));
        return latest;
    }

    private static String json(StageBelief belief) {
        ObjectNode node = FeedJson.MAPPER.createObjectNode();
        belief.probabilities().forEach((stage, probability) -> node.put(stage.name(), probability));
        return node.toString();
    }

    private static Array array(
            Connection tx, String type, Collection<StageBelief> beliefs, Function<StageBelief, Object> value)
            throws SQLException {
        return tx.createArrayOf(type, beliefs.stream().map(value).toArray());
    }
}
