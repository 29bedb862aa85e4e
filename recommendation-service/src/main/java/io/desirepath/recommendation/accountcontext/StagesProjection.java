package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageBelief;
import io.desirepath.contracts.StageWithdrawn;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the feed {@code stages}: where each account stands. An older revision than the one known is ignored. */
@ApplicationScoped
public class StagesProjection implements FeedProjection {

    // A stage that is withdrawn is null. The account stays known if a profile or an order speaks of it.
    private static final String UPSERT = """
            INSERT INTO account_context (account_id, known, stage, since, probabilities, model_version, stage_revision,
                                         revision)
            SELECT s.account_id, s.stage IS NOT NULL, s.stage, s.since, s.probabilities, s.model_version,
                   s.stage_revision, 1
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::json[], ?::text[], ?::bigint[])
                AS s (account_id, stage, since, probabilities, model_version, stage_revision)
            ORDER BY s.account_id COLLATE "C"
            ON CONFLICT (account_id) DO UPDATE SET
                known = excluded.stage IS NOT NULL OR (account_context.known AND (account_context.stub IS NOT NULL
                        OR EXISTS (SELECT 1 FROM purchase p WHERE p.account_id = account_context.account_id))),
                stage = excluded.stage, since = excluded.since, probabilities = excluded.probabilities,
                model_version = excluded.model_version, stage_revision = excluded.stage_revision,
                revision = account_context.revision + 1
            WHERE excluded.stage_revision > account_context.stage_revision""";

    private final AccountContexts contexts;
    private final LivingEvents living;

    /** A {@link StageBelief}, with the probabilities as they were told and will be stored. */
    private record Belief(
            AccountId accountId,
            Stage stage,
            Instant since,
            ObjectNode probabilities,
            String modelVersion,
            long revision) {}

    /** @param belief null if it was withdrawn */
    private record Told(AccountId account, @Nullable Belief belief, long revision) {}

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
        Collection<Told> all = latest(living.ofActivity(tx, events)).values();
        if (all.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = tx.prepareStatement(UPSERT)) {
            upsert.setArray(1, array(tx, "text", all, told -> told.account().value()));
            upsert.setArray(2, beliefs(tx, "text", all, belief -> belief.stage().name()));
            upsert.setArray(3, beliefs(tx, "timestamptz", all, Belief::since));
            upsert.setArray(
                    4, beliefs(tx, "json", all, belief -> belief.probabilities().toString()));
            upsert.setArray(5, beliefs(tx, "text", all, Belief::modelVersion));
            upsert.setArray(6, array(tx, "int8", all, Told::revision));
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
        contexts.changed(FeedPayload.accounts(events, Set.of(Feeds.BELIEF_UPDATED, Feeds.STAGE_WITHDRAWN)));
    }

    /** One row can be written once per statement, so what a page tells of an account before the last goes here. */
    private static Map<AccountId, Told> latest(List<FeedEvent> events) {
        Map<AccountId, Told> latest = new TreeMap<>();
        events.stream()
                .flatMap(event -> told(event).stream())
                .forEach(told -> latest.merge(told.account(), told, (a, b) -> b.revision() >= a.revision() ? b : a));
        return latest;
    }

    /** Empty for what is told besides. */
    private static Optional<Told> told(FeedEvent event) {
        return switch (event.type()) {
            case Feeds.BELIEF_UPDATED -> {
                Belief belief = FeedPayload.of(event, Belief.class);
                yield Optional.of(new Told(belief.accountId(), belief, belief.revision()));
            }
            case Feeds.STAGE_WITHDRAWN -> {
                StageWithdrawn withdrawn = FeedPayload.of(event, StageWithdrawn.class);
                yield Optional.of(new Told(withdrawn.accountId(), null, withdrawn.revision()));
            }
            default -> Optional.empty();
        };
    }

    private static Array beliefs(Connection tx, String type, Collection<Told> all, Function<Belief, Object> value)
            throws SQLException {
        return array(tx, type, all, told -> told.belief() == null ? null : value.apply(told.belief()));
    }

    private static Array array(Connection tx, String type, Collection<Told> all, Function<Told, @Nullable Object> value)
            throws SQLException {
        return tx.createArrayOf(type, all.stream().map(value).toArray());
    }
}
